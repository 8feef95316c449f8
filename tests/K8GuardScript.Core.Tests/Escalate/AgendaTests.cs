using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;

namespace K8GuardScript.Core.Tests.Escalate;

public sealed class AgendaTests
{
    private static readonly ObjectKey Api = Some.Web with { Name = "api" };
    private readonly Agenda agenda = new();

    [Fact]
    public void An_object_comes_at_its_instant_and_once()
    {
        agenda.Add(Some.Web, Some.Noon.AddSeconds(1));
        agenda.Add(Api, Some.Noon.AddSeconds(2));

        Assert.Empty(Due(Some.Noon));
        Assert.Equal([Some.Web], Due(Some.Noon.AddSeconds(1)));
        Assert.Equal([Api], Due(Some.Noon.AddSeconds(5)));
        Assert.Empty(Due(Some.Noon.AddYears(1)));
    }

    [Fact]
    public void The_earliest_of_several_instants_counts()
    {
        agenda.Add(Some.Web, Some.Noon.AddSeconds(3));
        agenda.Add(Some.Web, Some.Noon.AddSeconds(1));
        agenda.Add(Some.Web, Some.Noon.AddSeconds(2));

        Assert.Equal([Some.Web], Due(Some.Noon.AddSeconds(1)));
        Assert.Empty(Due(Some.Noon.AddSeconds(3)));
    }

    [Fact]
    public void One_that_is_put_forward_again_and_again_is_not_lost_and_does_not_pile_up()
    {
        for (var i = 1_000; i > 0; i--) agenda.Add(Some.Web, Some.Noon.AddSeconds(i));

        Assert.Equal([Some.Web], Due(Some.Noon.AddSeconds(1)));
        Assert.Empty(Due(Some.Noon.AddSeconds(2_000)));
    }

    private HashSet<ObjectKey> Due(DateTimeOffset now)
    {
        var due = new HashSet<ObjectKey>();
        agenda.TakeDue(now, due);
        return due;
    }
}
