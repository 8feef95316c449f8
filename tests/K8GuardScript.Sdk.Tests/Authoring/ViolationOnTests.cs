using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Tests.Authoring;

public sealed class ViolationOnTests
{
    private static readonly OtherObject Web = new("apps/v1", "Deployment", "shop", "web", "uid-web");

    [Fact]
    public void A_view_that_was_found_is_reported_as_a_whole() => Assert.Equal(
        new Finding("", "", "bad", "s", Web),
        Assert.Single(Judge((_, found) => found.ViolationOn(Cluster.Find<Deployment>("shop", "web"), "bad", subject: "s")).Findings));

    [Theory]
    [InlineData("spec")]
    [InlineData("absent")]
    public void A_place_in_another_object_is_told_exactly_also_one_that_it_lacks(string name) => Assert.Equal(
        ($"{name}.other.deep", Web),
        Told(Judge((_, found) => found.ViolationOn(Cluster.Find("apps/v1", "Deployment", "shop", "web")[name]["other"]["deep"], "bad"))));

    [Fact]
    public void What_was_listed_is_known_as_well() => Assert.Equal(
        ("spec", Web), Told(Judge((_, found) =>
        {
            foreach (var one in Cluster.List<Deployment>()) found.ViolationOn(one["spec"], "bad");
        })));

    [Fact]
    public void A_name_alone_is_looked_up()
    {
        var judgement = Judge((_, found) => found.ViolationOn("apps/v1", "Deployment", "shop", "web", "bad"));

        Assert.Equal(("", Web), Told(judgement));
        Assert.Equal([new LookUp("apps/v1", "Deployment", "shop", "web")], judgement.LookUps);
    }

    [Fact]
    public void The_object_at_hand_is_no_other_one() =>
        Assert.Equal(("spec", null), Told(Judge((pod, found) => found.ViolationOn(pod["spec"], "bad"))));

    [Fact]
    public void An_object_that_is_not_there_is_told_and_the_rest_counts()
    {
        var judgement = Judge((pod, found) =>
        {
            found.ViolationOn("apps/v1", "Deployment", "shop", "gone", "bad");
            found.ViolationOn(Cluster.Find<Deployment>("shop", "gone").Spec, "bad");
            found.ViolationOn("apps/v1", "Deployment", "shop", null, "bad");
            found.Violation(pod, "own");
        });

        Assert.Equal("own", Assert.Single(judgement.Findings).Message);
        Assert.Equal("something was to be reported on Deployment `shop/gone`, which is not there", judgement.Missing);
    }

    [Fact]
    public void A_kind_that_is_not_known_leaves_the_judgement_open() =>
        Assert.True(Judge((_, found) => found.ViolationOn("example.com/v1", "Unknown", "shop", "web", "bad")).Incomplete);

    private static (string, OtherObject?) Told(Judgement judgement) => (Assert.Single(judgement.Findings).Path, judgement.Findings[0].On);

    private static Judgement Judge(Action<Pod, Findings> rule) =>
        Some.Judge(Some.Policy(() => Entry.Each(rule)), """{"metadata":{"name":"web"},"spec":{}}""", new OneDeployment());

    private sealed class OneDeployment : IClusterLookup
    {
        private readonly KubeObject web = Some.Object(
            """{"metadata":{"name":"web","namespace":"shop","uid":"uid-web"},"spec":{"replicas":1}}""", "apps/v1", "Deployment");

        public long? ImageSize(string image) => null;

        public IReadOnlyList<KubeObject>? List(LookUp wanted) => [web];

        public bool TryFind(LookUp wanted, out KubeObject? found)
        {
            found = wanted is { Kind: "Deployment", Namespace: "shop", Name: "web" } ? web : null;
            return wanted.Kind != "Unknown";
        }
    }
}
