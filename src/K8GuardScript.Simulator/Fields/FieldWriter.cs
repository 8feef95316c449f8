namespace K8GuardScript.Simulator.Fields;

/// <summary>Who writes, as managedFields tell them apart.</summary>
/// <param name="Name">from <c>fieldManager</c>, else the first part of the User-Agent, else <c>unknown</c></param>
/// <param name="Operation"><c>Apply</c> or <c>Update</c></param>
/// <param name="ApiVersion">of the object as it was sent</param>
/// <param name="Subresource">empty for the object itself</param>
internal sealed record FieldWriter(string Name, string Operation, string ApiVersion, string Subresource)
{
    public const string Apply = "Apply";
    public const string Update = "Update";

    /// <summary>As conflicts name it.</summary>
    public string Words => $"\"{Name}\"{(Subresource.Length > 0 ? $" with subresource \"{Subresource}\"" : "")}"
        + (Operation == Apply ? "" : $" using {ApiVersion}");
}
