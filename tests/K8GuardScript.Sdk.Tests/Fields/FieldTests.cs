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
    [InlineData("""{"spec":7}""", "spec", "an object", "the number 7")]
    [InlineData("""{"spec":{"containers":{}}}""", "spec.containers", "a list", "an object")]
    [InlineData("""{"spec":{"containers":["x"]}}""", "spec.containers[0]", "an object", "the text `x`")]
    [InlineData("""{"spec":{"containers":[{"image":["x"]}]}}""", "spec.containers[0].image", "text", "a list")]
    [InlineData(
        """{"spec":{"containers":[{"image":"i","securityContext":{"runAsUser":"root"}}]}}""",
        "spec.containers[0].securityContext.runAsUser",
        "a whole number",
        "the text `root`")]
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
        Assert.Equal($"{path}: expected {expected}, found {found}", wrong.Message);
    }

    [Theory]
    [InlineData("""{"metadata":"x"}""", "metadata: expected an object, found the text `x`")]
    [InlineData("""{"metadata":{"labels":["a"]}}""", "metadata.labels: expected an object, found a list")]
    [InlineData("""{"metadata":{"labels":{"app":7}}}""", "metadata.labels.app: expected text, found the number 7")]
    [InlineData("""{"metadata":{"labels":{"app":null,"tier":{}}}}""", "metadata.labels.tier: expected text, found an object")]
    [InlineData("""{"metadata":{"finalizers":["a",1]}}""", "metadata.finalizers[1]: expected text, found the number 1")]
    [InlineData(
        """{"metadata":{"creationTimestamp":"soon"}}""",
        "metadata.creationTimestamp: expected an instant such as 2026-01-31T12:00:00Z, found the text `soon`")]
    [InlineData("""{"spec":{"hostNetwork":"true"}}""", "spec.hostNetwork: expected true or false, found the text `true`")]
    [InlineData("""{"spec":{"priority":1.5}}""", "spec.priority: expected a whole number of 32 bits, found the number 1.5")]
    [InlineData("""{"spec":{"containers":[{"env":["A=B"]}]}}""", "spec.containers[0].env[0]: expected an object, found the text `A=B`")]
    [InlineData("""{"spec":{"containers":[{"env":[{"value":true}]}]}}""", "spec.containers[0].env[0].value: expected text, found true")]
    [InlineData("""{"spec":{"containers":[{"args":[false]}]}}""", "spec.containers[0].args[0]: expected text, found false")]
    [InlineData("""{"spec":{"containers":[{"resources":{"limits":[]}}]}}""", "spec.containers[0].resources.limits: expected an object, found a list")]
    [InlineData(
        """{"spec":{"containers":[{"resources":{"limits":{"cpu":"lots"}}}]}}""",
        "spec.containers[0].resources.limits.cpu: expected a quantity such as 100m or 1Gi, found the text `lots`")]
    [InlineData(
        """{"spec":{"containers":[{"securityContext":"none"}]}}""",
        "spec.containers[0].securityContext: expected an object, found the text `none`")]
    public void What_is_read_as_another_type_is_never_read_as_absent(string json, string expected)
    {
        var pod = new Pod(Some.Object(json).Root);

        var wrong = Assert.Throws<FieldTypeException>(() =>
        {
            foreach (var _ in pod.Metadata.Labels) continue;
            _ = pod.Metadata.Finalizers.Contains("b");
            _ = pod.Metadata.CreationTimestamp;
            _ = (pod.Spec.HostNetwork, pod.Spec.Priority);
            foreach (var container in pod.Spec.Containers)
            {
                foreach (var variable in container.Env) _ = (variable.Name, variable.Value);
                _ = container.Args.Contains("x");
                _ = container.Resources.Limits["cpu"];
                _ = container.SecurityContext.Privileged;
            }
        });

        Assert.Equal(expected, wrong.Message);
    }

    [Theory]
    [InlineData("\"a\\u0007b\\u202ec\\nd\"", "the text `a b c d`")]
    [InlineData("\"2026-01-31T12:00:00Z\"", "the text `2026-01-31T12:00:00Z`")]
    [InlineData("12345678901234567890", "the number 12345678901234567890")]
    public void What_is_found_is_shown_clean(string json, string expected)
    {
        var wrong = Assert.Throws<FieldTypeException>(() => new Deployment(Some.Object("{\"spec\":{\"replicas\":" + json + "}}").Root).Spec.Replicas);

        Assert.Equal(expected, wrong.Found);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("ß")]
    [InlineData("😀")]
    public void A_long_text_is_cut(string letter)
    {
        var text = string.Concat(Enumerable.Repeat(letter, 100_000));
        var wrong = Assert.Throws<FieldTypeException>(() => new Deployment(Some.Object("{\"spec\":{\"replicas\":\"" + text + "\"}}").Root).Spec.Replicas);

        Assert.StartsWith($"the text `{letter}{letter}", wrong.Found, StringComparison.Ordinal);
        Assert.EndsWith($"{letter}…`", wrong.Found, StringComparison.Ordinal);
        Assert.InRange(wrong.Found.Length, 40, 60);
    }

    [Fact]
    public void Untyped_access_to_what_is_of_another_type_reads_as_absent()
    {
        var spec = Some.Object("""{"spec":{"replicas":"three","items":{"a":1},"image":5,"on":"true"}}""").Root["spec"];

        Assert.Equal((null, false, null), (spec["replicas"].Number, spec["image"].Text.Exists, spec["on"].Bool));
        Assert.Equal((0, 0, false), (spec["items"].Items.Count, spec["image"].Fields.Count, spec["image"]["deeper"].Exists));
        Assert.Equal(("three", "5"), (spec["replicas"].ToString(), spec["image"].ToString()));
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

    [Fact]
    public void The_members_of_an_object_are_reached_by_position_too()
    {
        var root = Some.Object("""{"a":1,"b":{"c":2}}""").Root;

        Assert.Equal(("a", 1L), (root.Fields[0].Name, root.Fields[0].Integer));
        Assert.Equal("b.c", root.Fields[1].Fields[0].Path);
        Assert.Equal("a", root.Fields.First().Name);
        Assert.False(root.Fields[2].Exists);
        Assert.False(root.Fields[-1].Exists);
    }

    [Fact]
    public void Empty_objects_and_lists_are_there_and_null_is_not()
    {
        var pod = new Pod(Some.Object("""{"spec":{"volumes":[{"emptyDir":{}},{"emptyDir":null},{}],"containers":[]}}""").Root);

        Assert.Equal([true, false, false], pod.Spec.Volumes.Select(volume => volume.EmptyDir.Exists));
        Assert.True(pod.Spec.Containers.Exists);
        Assert.False(pod.Spec.InitContainers.Exists);
        Assert.Equal("spec.volumes[0].emptyDir.medium", pod.Spec.Volumes[0].EmptyDir["medium"].Path);
        Assert.Equal("spec.volumes[1].emptyDir.medium", pod.Spec.Volumes[1].EmptyDir["medium"].Path);
    }

    [Theory]
    [InlineData(268435455)]
    [InlineData(268435456)]
    [InlineData(-268435456)]
    [InlineData(-268435457)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(2147483647)]
    [InlineData(-2147483648)]
    [InlineData(9007199254740993)]
    public void Whole_numbers_of_every_size_come_out_as_they_went_in(long number)
    {
        var field = Some.Object($$"""{"spec":{"replicas":{{number}} } }""").Root["spec"]["replicas"];

        Assert.True(field.Exists);
        Assert.Equal((number, (double)number), (field.Integer, field.Number));
        Assert.Equal(number.ToString(System.Globalization.CultureInfo.InvariantCulture), field.ToString());
    }

    [Theory]
    [InlineData("2020-01-01T00:00:00Z")]
    [InlineData("2026-11-22T07:31:59Z")]
    [InlineData("2037-01-04T18:48:31Z")]
    [InlineData("2037-01-04T18:48:32Z")]
    [InlineData("2028-02-29T23:59:59Z")]
    [InlineData("2019-12-31T23:59:59Z")]
    [InlineData("2026-11-22T07:31:59.123456Z")]
    [InlineData("2026-11-22T08:31:59+01:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    public void Instants_read_the_same_as_text_and_as_time(string text)
    {
        var metadata = new Pod(Some.Object($$$"""{"metadata":{"creationTimestamp":"{{{text}}}"}}""").Root).Metadata;

        Assert.Equal(DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture), metadata.CreationTimestamp);
        Assert.Equal(text, metadata["creationTimestamp"].Text);
    }

    [Theory]
    [InlineData("2027-02-29T00:00:00Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-01-01T24:00:00Z")]
    [InlineData("2026-01-01t00:00:00Z")]
    [InlineData("+026-01-01T00:00:00Z")]
    [InlineData("2026-01-01T-1:00:00Z")]
    [InlineData("2026-01-01T00:00:00X")]
    public void What_is_almost_an_instant_stays_the_text_that_it_is(string text) =>
        Assert.Equal(text, Some.Object($$"""{"a":"{{text}}"}""").Root["a"].Text);

    [Fact]
    public void Places_are_the_same_however_they_were_reached()
    {
        var root = Some.Object("""{"spec":{"nodeName":null,"containers":[{}]}}""").Root;
        var pod = new Pod(root);

        Assert.Equal(root["spec"]["containers"][0], ((IView)pod.Spec.Containers[0]).Place);
        var capabilities = pod.Spec.Containers[0].SecurityContext.Capabilities;
        Assert.Equal(root["spec"]["containers"][0]["securityContext"]["capabilities"]["add"]["x"], capabilities["add"]["x"]);
        Assert.Equal(root["status"]["a"], pod.Status["a"]);
        Assert.NotEqual(root["status"]["a"], pod.Status["b"]);
        Assert.Equal(root["spec"]["nodeName"]["x"][3], root["spec"]["nodeName"]["x"][3]);
        Assert.NotEqual(root["spec"]["nodeName"]["x"][3], root["spec"]["nodeName"]["x"][4]);
        Assert.Equal("spec.nodeName.name", root["spec"]["nodeName"]["name"].Path);
        Assert.Equal(("add", "x", ""), (capabilities["add"].Name, root["x"].Name, root["x"][1].Name));
    }

    [Fact]
    public void Typed_reading_of_what_is_there_and_what_is_not_allocates_nothing()
    {
        var pod = new Pod(Some.Object("""{"spec":{"containers":[{"image":"a","resources":{}},{"securityContext":{"privileged":true}}]}}""").Root);
        Read(pod);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Read(pod);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 999);

        static int Read(Pod pod)
        {
            var seen = 0;
            foreach (var container in pod.Spec.Containers)
            {
                if (container.Image.StartsWith("a")) seen++;
                if (container.SecurityContext.Privileged == true) seen++;
                if (container.SecurityContext.Capabilities.Add.Contains("ALL")) seen++;
                if (container.Resources.Limits.Has("cpu") || pod.Metadata.Labels["team"].Exists) seen++;
            }

            return seen;
        }
    }
}
