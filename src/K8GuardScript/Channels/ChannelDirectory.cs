using Flurl.Http;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Channels;

/// <summary>Makes the channels that the settings name, and keeps them until their settings change.</summary>
internal sealed class ChannelDirectory(IFlurlClient client, TextWriter output, Rulebook rulebook, TimeProvider clock)
{
    private IReadOnlyDictionary<string, ChannelSettings>? madeFor;
    private IReadOnlyDictionary<string, IChannel> made = new Dictionary<string, IChannel>();

    /// <summary>The channels by name. Called from one thread.</summary>
    public IReadOnlyDictionary<string, IChannel> For(GuardSettings settings)
    {
        if (!ReferenceEquals(madeFor, settings.Channels))
        {
            made = settings.Channels.ToDictionary(entry => entry.Key, entry => Make(entry.Key, entry.Value), StringComparer.Ordinal);
            madeFor = settings.Channels;
        }

        return made;
    }

    private IChannel Make(string name, ChannelSettings settings) => settings.Type switch
    {
        ChannelType.Teams => new TeamsChannel(name, new WebhookUrlFile(settings.UrlFile!), client, rulebook, clock),
        _ => new ConsoleChannel(name, output, rulebook, clock),
    };
}
