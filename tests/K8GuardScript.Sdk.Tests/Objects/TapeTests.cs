using System.Text;
using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Tests.Objects;

public sealed class TapeTests
{
    [Fact]
    public void A_place_stays_the_same_place_however_often_it_is_asked_for()
    {
        var root = Some.Object("""{"spec":{"a":[{"b":{}}]}}""").Root;

        Assert.Equal(root["spec"]["a"][0]["b"], root["spec"]["a"][0]["b"]);
        Assert.NotEqual(root["spec"]["a"], root["spec"]["a"][0]);
    }

    [Fact]
    public void A_place_is_the_same_for_all_threads_that_ask_at_once()
    {
        using var together = new Barrier(2);
        for (var round = 0; round < 500; round++)
        {
            var root = Some.Object("""{"spec":{"a":[{"b":{"c":1}}],"d":{"e":["f"]}}}""").Root;
            var places = new Field[2];
            var asking = new Thread(() => Ask(1));
            asking.Start();
            Ask(0);
            asking.Join();

            Assert.Equal(places[0], places[1]);

            void Ask(int who)
            {
                together.SignalAndWait(TestContext.Current.CancellationToken);
                places[who] = root["spec"]["a"][0]["b"]["c"];
            }
        }
    }

    [Fact]
    public void Objects_with_the_same_tables_share_their_texts()
    {
        var tables = new ObjectTables();
        _ = Read();
        var (one, other) = (Read(), Read());

        Assert.Same(one.Root["spec"].Name, other.Root["spec"].Name);
        Assert.Same(one.Root["spec"]["policy"].Text.ToString(), other.Root["spec"]["policy"].Text.ToString());
        Assert.Same(one.Namespace, other.Namespace);

        KubeObject Read() => KubeObject.Parse("""{"metadata":{"namespace":"shop"},"spec":{"policy":"Sometimes"}}"""u8, "v1", "Pod", tables);
    }

    [Fact]
    public void Objects_in_lists_in_objects_know_where_they_are()
    {
        var place = Some.Object("""{"x": [ [] , {} , [ { "y" : [ 1, 2 ] } ] ] }""").Root["x"][2][0]["y"][1];

        Assert.Equal(("x[2][0].y[1]", 2L), (place.Path, place.Integer));
    }

    [Fact]
    public void The_deepest_object_that_is_taken_can_be_looked_at_to_its_ground()
    {
        const int Depth = 511;
        var place = Some.Object("""{"a":""" + new string('[', Depth - 1) + "[7]" + new string(']', Depth - 1) + "}").Root["a"];
        for (var level = 0; level < Depth; level++) place = place[0];

        Assert.Equal(7, place.Integer);
    }

    [Fact]
    public void A_hundred_thousand_members_are_read_in_order_and_once()
    {
        var members = new StringBuilder();
        for (var i = 0; i < 100_000; i++) members.Append(i == 0 ? "" : ",").Append('"').Append(i % 60_000).Append("\":").Append(i);

        var fields = Some.Object("{\"data\":{" + members + "}}").Root["data"].Fields;

        Assert.Equal(60_000, fields.Count);
        var next = 0;
        foreach (var field in fields) Assert.Equal(next++, field.Integer);
    }
}
