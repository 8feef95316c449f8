namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>What the client must make of each recorded exchange, from <c>outcomes.txt</c>.</summary>
internal sealed class OutcomeTable
{
    private const string NotMet = "not met: ";

    private readonly Dictionary<string, List<(string Step, string Outcome)>> transcripts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> reasons = new(StringComparer.Ordinal);

    private OutcomeTable()
    {
    }

    public IReadOnlyDictionary<string, string> Reasons => reasons;

    public IEnumerable<string> Transcripts => transcripts.Keys;

    public IEnumerable<string> ReasonsUsed => transcripts.Values.SelectMany(steps => steps)
        .Where(step => IsNotMet(step.Outcome)).Select(step => step.Outcome[NotMet.Length..]).Distinct();

    public static OutcomeTable Read()
    {
        var table = new OutcomeTable();
        var steps = new List<(string, string)>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Wire", "outcomes.txt")))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '!')
            {
                var parts = line[1..].Split(':', 2);
                table.reasons.Add(parts[0].Trim(), parts[1].Trim());
            }
            else if (line[0] != ' ')
            {
                table.transcripts.Add(line, steps = []);
            }
            else
            {
                var parts = line.Split(" -> ", 2);
                steps.Add((parts[0].Trim(), parts[1]));
            }
        }

        return table;
    }

    public static bool IsNotMet(string outcome) => outcome.StartsWith(NotMet, StringComparison.Ordinal);

    /// <summary>In the order of the exchanges.</summary>
    public IReadOnlyList<(string Step, string Outcome)> Of(string transcript) => transcripts[transcript];
}
