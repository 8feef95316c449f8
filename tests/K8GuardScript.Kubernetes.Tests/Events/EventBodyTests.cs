using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Events;

namespace K8GuardScript.Kubernetes.Tests.Events;

public sealed class EventBodyTests
{
    private static readonly KindName Deployment = new("apps", "v1", "Deployment");
    private static readonly EventSource Source = new("k8guard.io/k8guardscript", "guard-0");
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 13, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void A_note_that_fits_is_told_as_it_is_but_for_half_characters()
    {
        Assert.Equal("short, with <é>", Told("short, with <é>"));
        Assert.Equal("a\ufffdb", Told("a\ud800b"));
        Assert.Equal("", Told(""));
    }

    [Theory]
    [InlineData(1023, "é", 1023)]
    [InlineData(1022, "é", 1024)]
    [InlineData(1021, "😀", 1021)]
    [InlineData(1020, "😀", 1024)]
    [InlineData(1024, "", 1024)]
    [InlineData(1025, "", 1024)]
    public void A_note_that_is_too_long_is_cut_at_the_border_of_a_character(int before, string character, int bytes)
    {
        var told = Told(new string('x', before) + character + "and more"[..(character.Length == 0 ? 0 : 8)]);

        Assert.Equal(bytes, Encoding.UTF8.GetByteCount(told));
        Assert.DoesNotContain('\ufffd', told);
    }

    [Theory]
    [InlineData(0, "2026-01-01T12:00:00.000000Z")]
    [InlineData(1, "2026-01-01T12:00:00.000000Z")]
    [InlineData(10_000_009, "2026-01-01T12:00:01.000000Z")]
    [InlineData(1_234_567, "2026-01-01T12:00:00.123456Z")]
    public void A_time_has_six_digits_whatever_it_is(long ticks, string expected)
    {
        var now = Noon.AddTicks(ticks);

        Assert.Equal(expected, Body(Some("web"), "n", now)["eventTime"]!.GetValue<string>());
        Assert.Equal(
            expected, JsonNode.Parse(EventBody.SeriesPatch(2, now).Span)!["series"]!["lastObservedTime"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("shop", "shop")]
    [InlineData("", "default")]
    public void An_event_lies_with_its_object_or_in_default(string @namespace, string expected)
    {
        var body = Body(new ObjectReference(Deployment, @namespace, "web", "u"), "n", Noon);

        Assert.Equal(expected, body["metadata"]!["namespace"]!.GetValue<string>());
        Assert.Equal(@namespace.Length > 0, body["regarding"]!["namespace"] is not null);
    }

    [Theory]
    [InlineData("web", true)]
    [InlineData("a.b-c.9", true)]
    [InlineData("system:node", false)]
    [InlineData("Web", false)]
    [InlineData("web.", false)]
    [InlineData("-web", false)]
    [InlineData("", false)]
    public void The_name_of_an_event_begins_with_its_objects_where_that_is_a_valid_name(string name, bool begins)
    {
        var found = EventBody.NameFor(Some(name), Noon);

        Assert.Equal(begins, name.Length > 0 && found.StartsWith($"{name}.", StringComparison.Ordinal));
        Assert.Matches("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$", found);
        Assert.NotEqual(found, EventBody.NameFor(Some(name), Noon));
    }

    [Theory]
    [InlineData(220, 253)]
    [InlineData(221, 32)]
    public void The_name_of_an_event_is_never_too_long(int length, int expected) =>
        Assert.Equal(expected, EventBody.NameFor(Some(new string('a', length)), Noon).Length);

    [Fact]
    public void Words_that_are_too_long_are_cut()
    {
        var long129 = new string('W', 129);
        var told = new ClusterEvent { Regarding = Some("web"), Action = long129, Reason = long129, Note = "n" };

        var body = JsonNode.Parse(EventBody.Of(told, "n", new EventSource("k8guard.io/x", long129), Noon).Span)!;

        string[] words = ["action", "reason", "reportingInstance"];
        Assert.All(words, word => Assert.Equal(long129[..128], body[word]!.GetValue<string>()));
    }

    private static ObjectReference Some(string name) => new(Deployment, "shop", name, "u");

    private static string Told(string note) => Body(Some("web"), "n", Noon, note)["note"]!.GetValue<string>();

    private static JsonNode Body(ObjectReference regarding, string name, DateTimeOffset now, string note = "n")
    {
        var told = new ClusterEvent { Regarding = regarding, Action = "Scale", Reason = "PolicyViolated", Note = note };
        return JsonNode.Parse(EventBody.Of(told, name, Source, now).Span)!;
    }
}
