using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Tests.Fields;

public sealed class FieldTests
{
    [Fact]
    public void Absent_null_and_empty_are_told_apart()
    {
        var root = Some.Object("""{"none":null,"object":{},"list":[],"text":"","zero":0,"no":false}""").Root;

        foreach (var name in root.Keys) Assert.True(name == "none" || root[name].Exists, name);
        Assert.True(root["none"] == null);
        Assert.True(root["none"].IsNull);
        Assert.False(root["nothing"].IsNull);
        Assert.True(root["nothing"] == null);
        Assert.True(root["object"] != null);
    }

    [Fact]
    public void Another_type_reads_as_absent()
    {
        var root = Some.Object("""{"text":"7","number":7,"list":[1],"yes":true}""").Root;

        Assert.False(root["number"].Text.Exists);
        Assert.Null(root["text"].Number);
        Assert.Null(root["yes"].Integer);
        Assert.Null(root["number"].Bool);
        Assert.Equal(0, root["text"].Items.Count);
        Assert.False(root["text"]["x"].Exists);
        Assert.False(root["list"]["x"].Exists);
        Assert.False(root["text"][0].Exists);
        Assert.False(root["list"][-1].Exists);
        Assert.True(root["yes"].Bool);
    }

    [Theory]
    [InlineData("9223372036854775807", 9223372036854775807L)]
    [InlineData("-9223372036854775808", -9223372036854775808L)]
    [InlineData("1e3", 1000L)]
    [InlineData("2.0", 2L)]
    [InlineData("-0", 0L)]
    [InlineData("9223372036854775808", null)]
    [InlineData("1.5", null)]
    [InlineData("1e400", null)]
    public void Whole_numbers_are_exact(string json, long? expected)
    {
        Assert.Equal(expected, Some.Object($$"""{"n":{{json}}}""").Root["n"].Integer);
    }

    [Fact]
    public void Numbers_beyond_reach_have_no_value()
    {
        Assert.Null(Some.Object("""{"n":1e400}""").Root["n"].Number);
        Assert.Equal(0.5, Some.Object("""{"n":5e-1}""").Root["n"].Number);
    }

    [Fact]
    public void A_typed_view_of_nothing_is_absent_all_the_way_down()
    {
        var pod = default(Pod);

        Assert.True(pod == null);
        Assert.False(pod.Spec.Containers[3].SecurityContext.Capabilities.Add.Contains("ALL"));
        Assert.Null(pod.Spec.HostNetwork);
        Assert.Null(pod.Metadata.CreationTimestamp);
        Assert.False(pod.Metadata.Labels["x"].Exists);
    }

    [Fact]
    public void Null_reads_as_absent_in_a_typed_view()
    {
        const string json = """{"metadata":null,"spec":{"containers":null,"hostNetwork":null,"nodeName":null,"volumes":[null]}}""";
        var pod = new Pod(Some.Object(json).Root);

        Assert.False(pod.Metadata.Exists);
        Assert.False(pod.Spec.Containers.Any());
        Assert.Null(pod.Spec.HostNetwork);
        Assert.True(pod.Spec.NodeName == null);
        Assert.False(pod.Spec.Volumes.First().HostPath.Path.Exists);
    }

    [Theory]
    [InlineData("""{"spec":7}""", "spec", "an object", "a number")]
    [InlineData("""{"spec":{"containers":{}}}""", "spec.containers", "a list", "an object")]
    [InlineData("""{"spec":{"containers":["x"]}}""", "spec.containers[0]", "an object", "text")]
    [InlineData("""{"spec":{"containers":[{"image":["x"]}]}}""", "spec.containers[0].image", "text", "a list")]
    [InlineData(
        """{"spec":{"containers":[{"image":"i","securityContext":{"runAsUser":"root"}}]}}""",
        "spec.containers[0].securityContext.runAsUser",
        "a whole number",
        "text")]
    public void A_value_of_another_type_is_an_error_with_its_place(string json, string path, string expected, string found)
    {
        var pod = new Pod(Some.Object(json).Root);

        var wrong = Assert.Throws<FieldTypeException>(() =>
        {
            foreach (var container in pod.Spec.Containers)
            {
                _ = container.Image;
                _ = container.SecurityContext.RunAsUser;
            }
        });

        Assert.Equal((path, expected, found), (wrong.Path, wrong.Expected, wrong.Found));
        Assert.Equal($"`{path}` should be {expected}, but it is {found}", wrong.Message);
    }

    [Fact]
    public void Numbers_that_do_not_fit_are_an_error()
    {
        var deployment = new Deployment(Some.Object("""{"spec":{"replicas":2147483648}}""").Root);

        Assert.Throws<FieldTypeException>(() => deployment.Spec.Replicas);
    }

    [Fact]
    public void Lists_have_their_own_queries()
    {
        var items = Some.Object("""{"l":["a","bb","a"]}""").Root["l"].AsItems<Text>();

        Assert.True(items.Any(text => text == "bb"));
        Assert.False(items.All(text => text == "a"));
        Assert.Equal(2, items.CountOf(text => text == "a"));
        Assert.True(items.Contains("bb"));
        Assert.False(items.Contains("b"));
        Assert.False(items.Contains(null));
        Assert.Equal("bb", items.First(text => text.Length == 2));
        Assert.False(items.First(text => text == "c").Exists);
        Assert.Equal("a, a", items.Where(text => text == "a").ToString());
        Assert.Equal([1, 2, 1], items.Select(text => text.Length));
        Assert.False(items[7].Exists);
    }
}
