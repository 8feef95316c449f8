using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Tests.Objects;

public sealed class ObjectPathTests
{
    private const string Json = """
        {
          "metadata":{"labels":{"example.com/team":"x","a\"b\\":"y","":"z"},"finalizers":["f1"]},
          "spec":{
            "containers":[
              {"name":"app","image":"i","args":["a"],
               "env":[{"name":"A"}],"ports":[{"containerPort":80},{"port":81},{}],
               "volumeMounts":[{"mountPath":"/data"}],
               "securityContext":{"capabilities":{"add":["NET_RAW"]}}},
              {"image":"nameless"},
              {"name":7},
              {"name":"we]ird"}],
            "rules":[{"host":"shop.example.com"},{"host":""},{}],
            "matrix":[[1,[2]]]
          }
        }
        """;

    [Theory]
    [InlineData("spec.containers[0].image", "spec.containers[name=app].image")]
    [InlineData("spec.containers[0].args[0]", "spec.containers[name=app].args[0]")]
    [InlineData("spec.containers[0].env[0].name", "spec.containers[name=app].env[name=A].name")]
    [InlineData("spec.containers[0].ports[0]", "spec.containers[name=app].ports[containerPort=80]")]
    [InlineData("spec.containers[0].ports[1]", "spec.containers[name=app].ports[port=81]")]
    [InlineData("spec.containers[0].ports[2]", "spec.containers[name=app].ports[2]")]
    [InlineData("spec.containers[0].volumeMounts[0].mountPath", "spec.containers[name=app].volumeMounts[mountPath=/data].mountPath")]
    [InlineData(
        "spec.containers[0].securityContext.capabilities.add[0]",
        "spec.containers[name=app].securityContext.capabilities.add[=NET_RAW]")]
    [InlineData("spec.containers[1].image", "spec.containers[1].image")]
    [InlineData("spec.containers[2].name", "spec.containers[name=7].name")]
    [InlineData("spec.containers[3].name", "spec.containers[name=we\\]ird].name")]
    [InlineData("spec.rules[0].host", "spec.rules[host=shop.example.com].host")]
    [InlineData("spec.rules[1].host", "spec.rules[1].host")]
    [InlineData("spec.rules[2]", "spec.rules[2]")]
    [InlineData("spec.matrix[0][1][0]", "spec.matrix[0][1][0]")]
    [InlineData("metadata.finalizers[0]", "metadata.finalizers[=f1]")]
    [InlineData("metadata.labels[\"example.com/team\"]", "metadata.labels[\"example.com/team\"]")]
    [InlineData("metadata.labels[\"a\\\"b\\\\\"]", "metadata.labels[\"a\\\"b\\\\\"]")]
    [InlineData("metadata.labels[\"\"]", "metadata.labels[\"\"]")]
    public void Every_place_has_an_exact_path_and_one_that_survives_reordering(string exact, string byKey)
    {
        var places = new List<(string Path, string KeyPath)>();
        Collect(Some.Object(Json).Root, places);

        Assert.Contains((exact, byKey), places);
        Assert.Equal(places.Count, places.DistinctBy(place => place.Path).Count());
    }

    [Fact]
    public void What_is_absent_has_a_path_too()
    {
        var root = Some.Object(Json).Root;

        Assert.Equal("", root.Path);
        Assert.Equal("spec.containers[0].securityContext.privileged", root["spec"]["containers"][0]["securityContext"]["privileged"].Path);
        Assert.Equal("status.a.b[3].c", root["status"]["a"]["b"][3]["c"].Path);
        Assert.Equal("spec.containers[name=app].x.y", root["spec"]["containers"][0]["x"]["y"].KeyPath);
        Assert.Equal("spec.containers[9].x", root["spec"]["containers"][9]["x"].KeyPath);
        Assert.Equal("a", default(Field)["a"].Path);
    }

    private static void Collect(Field field, List<(string Path, string KeyPath)> places)
    {
        places.Add((field.Path, field.KeyPath));
        foreach (var member in field.Fields) Collect(member, places);
        foreach (var item in field.Items) Collect(item, places);
    }
}
