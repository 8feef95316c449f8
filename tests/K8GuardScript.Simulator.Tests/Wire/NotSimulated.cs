using K8GuardScript.Simulator.Loading;

namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>The exchanges that the simulator need not answer as recorded, each with its reason.</summary>
internal sealed class NotSimulated
{
    private readonly Dictionary<(string Transcript, string Step), string> reasons = [];

    public NotSimulated()
    {
        var documents = YamlDocuments.Read(File.ReadAllText(Path.Combine(Transcript.Folder, "not-simulated.yaml")), out _);
        foreach (var (transcript, steps) in documents.Single().Root!.AsObject())
        {
            foreach (var (step, reason) in steps!.AsObject()) this.reasons.Add((transcript, step), reason!.GetValue<string>());
        }
    }

    public IReadOnlyDictionary<(string Transcript, string Step), string> Reasons => this.reasons;

    public bool Has(string transcript, string step) => this.reasons.ContainsKey((transcript, step));
}
