using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Tests.Authoring;

public sealed class ImagesTests
{
    [Theory]
    [InlineData("registry.example.com/shop/web:1", "registry.example.com/", true)]
    [InlineData("registry.example.com/shop/web:1", "registry.example.com", true)]
    [InlineData("registry.example.com/shop:2", "registry.example.com/shop", true)]
    [InlineData("registry.example.com/shop@sha256:12", "registry.example.com/shop", true)]
    [InlineData("registry.example.com/shop", "registry.example.com/shop", true)]
    [InlineData("registry.example.com:5000/web", "registry.example.com:5000", true)]
    [InlineData("registry.example.com/web", "registry.*", true)]
    [InlineData("registry.example.com/shopping", "registry.example.com/shop", false)]
    [InlineData("registry.example.com.evil.io/web", "registry.example.com", false)]
    [InlineData("evil.io/registry.example.com/web", "registry.example.com/", false)]
    [InlineData("nginx", "", false)]
    [InlineData(null, "registry.example.com", false)]
    [InlineData(null, "*", false)]
    public void An_image_is_from_where_its_name_says(string? image, string source, bool expected)
    {
        Assert.Equal(expected, Images.IsFrom(new Text(image), source));
    }

    [Fact]
    public void An_unknown_size_leaves_the_judgement_open()
    {
        var policy = Some.Policy(() => Entry.EachContainer((c, found) =>
        {
            if (Images.SizeOf(c.Image) > 5) found.Violation(c["image"], "big");
        }));

        var judgement = Some.Judge(policy, """{"spec":{"containers":[{"image":"big"},{"image":"new"}]}}""", new KnownImages(("big", 6)));

        Assert.Equal((1, true, true), (judgement.Findings.Count, judgement.Incomplete, judgement.ReadImages));
    }

    [Fact]
    public void Known_sizes_complete_it_and_no_image_asks_nothing()
    {
        var policy = Some.Policy(() => Entry.EachContainer((c, _) => Images.SizeOf(c.Image)));

        var known = Some.Judge(policy, """{"spec":{"containers":[{"image":"big"}]}}""", new KnownImages(("big", 6)));
        var nothing = Some.Judge(policy, """{"spec":{"containers":[{}]}}""");

        Assert.Equal((false, true), (known.Incomplete, known.ReadImages));
        Assert.Equal((false, false), (nothing.Incomplete, nothing.ReadImages));
    }

    [Fact]
    public void A_script_s_body_can_not_look_anything_up()
    {
        var problems = Some.Problems(() => Images.SizeOf(new Text("x")));

        Assert.Contains("works only inside a rule", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_look_up_after_a_fault_is_refused_again()
    {
        var policy = Some.Policy(() => Entry.EachWorkload((_, _) => throw new InvalidOperationException("x")));

        Assert.Throws<RuleFaultException>(() => Some.Judge(policy, "{}"));
        Assert.Throws<PolicyLoadException>(() => Images.SizeOf(new Text("x")));
    }
}
