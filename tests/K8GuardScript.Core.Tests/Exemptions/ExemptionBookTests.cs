using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Tests.Exemptions;

public sealed class ExemptionBookTests : IDisposable
{
    private readonly World world = new();
    private readonly SettableClockHealth health = new();
    private readonly SnoozeDesk desk;
    private readonly ExemptionBook book;

    public ExemptionBookTests()
    {
        desk = new SnoozeDesk(world.Ledger, new Touched(world.Ledger), world.Happenings, world.Clock);
        book = new ExemptionBook(world.Rulebook, desk, health);
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public void An_exemption_holds_for_what_it_names_and_for_nothing_else()
    {
        Exempts(Some.Exemption());

        Assert.NotNull(For(Some.Episode().Key));
        Assert.Null(For(Some.Episode(policy: "other").Key));
        Assert.Null(For(Some.Episode().Key with { Object = Some.Web with { Name = "api" } }));
        Assert.Null(For(Some.Episode().Key with { Object = Some.Web with { Namespace = "data" } }));
    }

    [Fact]
    public void It_ends_at_its_instant()
    {
        Exempts(Some.Exemption(expires: Some.Noon));

        Assert.NotNull(For(Some.Episode().Key, at: Some.Noon.AddTicks(-1)));
        Assert.Null(For(Some.Episode().Key, at: Some.Noon));
    }

    [Fact]
    public void Of_several_the_one_that_ends_last_is_told()
    {
        Exempts(Some.Exemption(expires: Some.Noon.AddDays(1)), Some.Exemption(expires: Some.Noon.AddDays(3), reason: "long"), Some.Exemption());
        Exempts(Some.Exemption(expires: Some.Noon.AddDays(1)), Some.Exemption(policy: "image-*", expires: Some.Noon.AddDays(3), reason: "long"));

        Assert.Equal("long", For(Some.Episode().Key)!.Reason);
    }

    [Fact]
    public void What_asks_for_the_labels_of_an_unseen_namespace_covers_nothing()
    {
        var scope = new Scope(new NamespaceScope(NamePatterns.None, SelectorParser.Parse("team=payments").Selector));
        Exempts(Some.Exemption(scope: scope));

        Assert.Null(For(Some.Episode().Key));
        Assert.NotNull(For(Some.Episode().Key, ns: Some.NamespaceManifest().Labelled("team", "payments").Parsed()));
        Assert.Null(For(Some.Episode().Key, ns: Some.NamespaceManifest().Labelled("team", "web").Parsed()));
    }

    [Fact]
    public void What_asks_for_the_labels_of_an_object_that_is_gone_covers_nothing()
    {
        Exempts(Some.Exemption(scope: new Scope(objects: SelectorParser.Parse("!legacy").Selector)));

        Assert.NotNull(For(Some.Episode().Key));
        Assert.Null(book.For(Some.Episode().Key, null, null, Some.Noon));
    }

    [Fact]
    public void A_condition_on_namespaces_covers_nothing_that_has_none()
    {
        Exempts(Some.Exemption(scope: new Scope(new NamespaceScope(new NamePatterns(["*"]), null))));
        var role = new EpisodeKey("image-repo", new ObjectKey("rbac.authorization.k8s.io", "ClusterRole", "", "admin"), "rules");

        Assert.Null(For(role));
        Assert.NotNull(For(Some.Episode().Key));
        Assert.NotNull(For(role with { Object = new ObjectKey("", "Namespace", "", "shop") }));
    }

    [Fact]
    public void While_the_time_can_not_be_trusted_none_ends()
    {
        Exempts(Some.Exemption(expires: Some.Noon.AddHours(1)), Some.Exemption(policy: "over", expires: Some.Noon));
        For(Some.Episode().Key);

        health.Trouble = "two clocks disagree";

        Assert.NotNull(For(Some.Episode().Key, at: Some.Noon.AddYears(1)));
        Assert.Null(For(Some.Episode(policy: "over").Key, at: Some.Noon.AddDays(-1)));
        health.Trouble = null;
        Assert.Null(For(Some.Episode().Key, at: Some.Noon.AddYears(1)));
    }

    [Fact]
    public void A_start_with_a_time_that_can_not_be_trusted_ends_none()
    {
        health.Trouble = "it jumped while nobody looked";
        Exempts(Some.Exemption(expires: Some.Noon));

        Assert.NotNull(For(Some.Episode().Key, at: Some.Noon.AddYears(1)));
    }

    [Fact]
    public void What_was_snoozed_holds_beside_the_settings_and_for_that_object_alone()
    {
        Exempts();
        Assert.Null(desk.Snooze(new SnoozeOrder(["image-repo"], Some.Web, "on it", "ann", TimeSpan.FromHours(2))).Problem);

        Assert.Equal(("on it", "snoozed by ann"), (For(Some.Episode().Key)!.Reason, For(Some.Episode().Key)!.Place));
        Assert.Null(For(Some.Episode().Key with { Object = Some.Web with { Name = "web2" } }));
        Assert.Null(For(Some.Episode().Key with { Object = Some.Web with { Kind = "StatefulSet" } }));
        Assert.Null(For(Some.Episode().Key, at: Some.Noon.AddHours(2)));
    }

    [Fact]
    public void New_settings_take_the_place_of_the_old_ones()
    {
        Exempts(Some.Exemption());
        For(Some.Episode().Key);

        Exempts();

        Assert.Null(For(Some.Episode().Key));
    }

    private void Exempts(params Exemption[] exemptions) =>
        world.Rulebook.Swap(new Rulebook.Edition(Some.Settings().With(exemptions), PolicySet.Empty));

    private Exemption? For(EpisodeKey key, DateTimeOffset? at = null, KubeObject? ns = null) => book.For(key, Some.Deployment(), ns, at ?? Some.Noon);
}
