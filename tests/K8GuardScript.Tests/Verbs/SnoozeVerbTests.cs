using K8GuardScript.Verbs;
using K8GuardScript.Worker;

namespace K8GuardScript.Tests.Verbs;

public sealed class SnoozeVerbTests
{
    private static readonly string[] Policies = ["image-repo", "host-*"];

    [Fact]
    public void An_object_as_people_name_it_becomes_an_order()
    {
        var order = SnoozeVerb.Order("Deployment/shop/web", Policies, "3d", "on it");

        Assert.Equal(("Deployment", "shop", "web"), (order.Kind, order.Namespace, order.Name));
        Assert.Equal((Policies, "3d", "on it", Environment.UserName), (order.Policies, order.For, order.Reason, order.By));
    }

    [Theory]
    [InlineData(null, "image-repo", "3d", "on it", "no object is named")]
    [InlineData("web", "image-repo", "3d", "on it", "`web` names no object")]
    [InlineData("Deployment/shop/web", null, "3d", "on it", "`--policy ID`")]
    [InlineData("Deployment/shop/web", "image-repo", null, "on it", "`--for` is missing")]
    [InlineData("Deployment/shop/web", "image-repo", "three days", "on it", "`--for` is `three days`")]
    [InlineData("Deployment/shop/web", "image-repo", "3d", " ", "`--reason TEXT`")]
    public void What_is_missing_is_told_with_what_to_write(string? target, string? policy, string? length, string? reason, string expected)
    {
        var wrong = Assert.Throws<StartException>(() => SnoozeVerb.Order(target, policy is null ? [] : [policy], length, reason));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }
}
