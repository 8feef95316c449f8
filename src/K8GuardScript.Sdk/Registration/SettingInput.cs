namespace K8GuardScript.Sdk.Registration;

/// <summary>
/// A value of the settings file, handed over without its file format: a scalar, a list, or a map. All three null is an empty
/// value.
/// </summary>
/// <param name="Place">where it stands, for messages: <c>policies.yaml(12,7)</c></param>
internal sealed record SettingInput(string Place)
{
    /// <summary>A scalar as it was written, without quotes.</summary>
    public string? Scalar { get; init; }

    /// <summary>The scalar was quoted: it is a text, whatever it looks like.</summary>
    public bool Quoted { get; init; }

    public IReadOnlyList<SettingInput>? Items { get; init; }

    public IReadOnlyDictionary<string, SettingInput>? Map { get; init; }

    /// <summary>What was seen, for messages.</summary>
    public string Seen => this switch
    {
        { Items: not null } => "a list",
        { Map: not null } => "a map",
        { Scalar: null } => "nothing",
        { Quoted: true } => $"the text `{PlainText.Clean(Scalar, 100)}`",
        _ => $"`{PlainText.Clean(Scalar, 100)}`",
    };
}
