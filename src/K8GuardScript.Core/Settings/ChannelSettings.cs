namespace K8GuardScript.Core.Settings;

/// <summary>One entry below <c>channels</c>.</summary>
/// <param name="Type">which sort of channel</param>
/// <param name="UrlFile">absolute path of the file that holds the webhook's URL, for <see cref="ChannelType.Teams"/>; the URL is a secret</param>
internal sealed record ChannelSettings(ChannelType Type, string? UrlFile);

/// <summary>The sorts of channels.</summary>
internal enum ChannelType
{
    /// <summary>Prints; never counts as a warning.</summary>
    Console,

    /// <summary>A Microsoft Teams workflow that takes Adaptive Cards.</summary>
    Teams,
}
