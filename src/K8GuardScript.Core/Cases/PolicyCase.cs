using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Cases;

/// <summary>One example of a cases file: an object, and what its policy must say about it.</summary>
/// <param name="Name">says what the case is about; one of a kind in its file</param>
/// <param name="Place">where it starts: <c>image-repo.cases.yaml(3,5)</c></param>
/// <param name="Object">what is judged</param>
/// <param name="Cluster">other objects, for look-ups</param>
/// <param name="Settings">the policy's settings in this case; defaults where left out</param>
/// <param name="Expect">the findings, in any order</param>
/// <param name="ExpectUnknown">the verdict must stay open, because a look-up has no answer</param>
/// <param name="Now">the instant of the evaluation</param>
internal sealed record PolicyCase(
    string Name,
    string Place,
    KubeObject Object,
    IReadOnlyList<KubeObject> Cluster,
    IReadOnlyDictionary<string, SettingInput> Settings,
    IReadOnlyList<ExpectedFinding> Expect,
    bool ExpectUnknown,
    DateTimeOffset Now)
{
    /// <summary>The instant of cases that name none: fixed, so that a case never changes its outcome by itself.</summary>
    public static readonly DateTimeOffset DefaultNow = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}

/// <summary>A finding that a case wants.</summary>
/// <param name="Path">the exact path</param>
/// <param name="Message">a regular expression that the message must match somewhere; null if any will do</param>
/// <param name="Subject">the exact subject; null if any will do, or none</param>
/// <param name="On">the other object that it is on, as <c>Deployment/shop/web</c>; null for the object that is judged</param>
internal sealed record ExpectedFinding(string Path, string? Message, string? Subject = null, string? On = null)
{
    /// <inheritdoc />
    public override string ToString() =>
        $"`{Path}`{Words(" on", On)}{Words(" about", Subject)}{Words(" with a message like", Message)}";

    private static string Words(string word, string? value) => value is null ? "" : $"{word} `{value}`";
}
