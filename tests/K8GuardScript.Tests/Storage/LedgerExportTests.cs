using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Storage;
using Microsoft.Data.Sqlite;

namespace K8GuardScript.Tests.Storage;

public sealed class LedgerExportTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Everything_comes_a_line_each_with_what_it_is_and_instants_for_people()
    {
        using (var ledger = SqliteLedger.Open(folder.Path))
        {
            ledger.Save(new LedgerChange
            {
                Episodes =
                [
                    Some.Episode() with { Message = "ü\n\"x\"", IsBaseline = true },
                    Some.Episode(name: "closed") with { State = EpisodeState.Resolved },
                ],
                Warnings = [new GivenWarning(Some.Episode().Key, Some.Noon, "mail", true, 2, ActionVerb.Stop)],
                Actions = [Some.Action(Some.Episode()) with { Manifest = "{}" }],
                Facts = [new StoredFact("pause", "{}")],
            });
        }

        var lines = (await JsonAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();

        Assert.Equal(["violation", "violation", "warning", "action"], lines.Select(line => (string?)line["type"]));
        var open = Assert.Single(lines, line => (string?)line["type"] == "violation" && (string?)line["name"] == "web");
        Assert.Equal(("ü\n\"x\"", "2026-11-24T12:00:00.000Z"), ((string?)open["message"], (string?)open["firstSeen"]));
        Assert.Equal((true, 0), ((bool)open["isBaseline"]!, (int)open["told"]!));
        Assert.Null(open["closedAt"]);
        Assert.Equal(("mail", true), ((string?)lines[2]["channel"], (bool)lines[2]["counts"]!));
        Assert.Equal("{}", (string?)lines[3]["manifest"]);
    }

    [Fact]
    public async Task More_than_one_part_comes_whole_and_each_row_once()
    {
        using (var ledger = SqliteLedger.Open(folder.Path))
        {
            var given = new GivenWarning(Some.Episode().Key, Some.Noon, "mail", true, 2, ActionVerb.Stop);
            ledger.Save(new LedgerChange
            {
                Warnings = [.. Enumerable.Repeat(given, 4_001)],
                Episodes = [.. Enumerable.Range(0, 2_500).Select(i => Some.Episode(name: $"w{i}"))],
            });
        }

        var lines = (await JsonAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(6_501, lines.Distinct().Count());
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("a,\"b\"\nc", "\"a,\"\"b\"\"\nc\"")]
    [InlineData("=a,b", "\"'=a,b\"")]
    [InlineData("plain", "plain")]
    public async Task A_cell_is_quoted_and_never_a_formula(string message, string cell)
    {
        using (var ledger = SqliteLedger.Open(folder.Path)) ledger.Save(new LedgerChange { Episodes = [Some.Episode() with { Message = message }] });
        using var reading = SqliteLedger.OpenToRead(folder.Path);
        using var output = new MemoryStream();

        await LedgerExport.WriteCsvAsync(reading, ExportTable.All[0], output, TestContext.Current.CancellationToken);

        var text = Encoding.UTF8.GetString(output.ToArray());
        Assert.StartsWith("policy,apiGroup,kind,namespace,name,place,", text, StringComparison.Ordinal);
        Assert.Contains($",{cell},open,2026-11-24T12:00:00.000Z,", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Looking_at_a_ledger_changes_nothing_of_it_and_does_not_set_it_aside()
    {
        LedgerHistory.Write(folder.Path, 20);
        var before = Files();
        using (SqliteLedger.OpenToRead(folder.Path))
        {
        }

        Assert.Equal(before, Files());
        File.WriteAllText(folder.At("ledger.db"), "x");
        Assert.Contains("is damaged", Refused(), StringComparison.Ordinal);
        Assert.Contains("acts on nothing until `k8guard resume`", Refused(), StringComparison.Ordinal);
        Assert.Equal("x", File.ReadAllText(folder.At("ledger.db")));
    }

    [Fact]
    public void A_running_guards_ledger_and_one_that_is_not_there_are_refused()
    {
        Assert.Contains("there is no ledger", Refused(), StringComparison.Ordinal);
        using var running = SqliteLedger.Open(folder.Path);
        Assert.Contains("in use", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_quoted_of_a_damaged_file_is_plain()
    {
        var failure = new SqliteException("malformed schema (\u001b[2J\r\n)", 11);
        string[] said =
        [
            new LedgerDamageException(failure.Message).Message, LedgerFault.AtStart("f", failure), LedgerFault.WhileRunning("f", failure),
            LedgerFault.Damaged("f", failure.Message),
        ];

        Assert.All(said, text => Assert.Contains("malformed schema ( [2J  )", text, StringComparison.Ordinal));
    }

    private string Refused() => Assert.Throws<LedgerFileException>(() => SqliteLedger.OpenToRead(folder.Path)).Message;

    private Dictionary<string, string> Files() =>
        Directory.EnumerateFiles(folder.Path).ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(file)));

    private async Task<string> JsonAsync()
    {
        using var ledger = SqliteLedger.OpenToRead(folder.Path);
        using var output = new MemoryStream();
        await LedgerExport.WriteJsonAsync(ledger, ExportTable.All, output, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
