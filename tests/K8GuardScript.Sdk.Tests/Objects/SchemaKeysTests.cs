using System.Text;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Tests.Objects;

public sealed class SchemaKeysTests
{
    [Fact]
    public void Every_key_is_found_by_its_name()
    {
        for (var id = 0; id < SchemaKeys.Count; id++)
        {
            var utf8 = Encoding.UTF8.GetBytes(SchemaKeys.Names[id]);

            Assert.Equal((id, id), (SchemaKeys.Find(SchemaKeys.Names[id]), SchemaKeys.Find(utf8, TextHash.Of(utf8))));
        }

        Assert.Equal(-1, SchemaKeys.Find("nonsense"));
        Assert.Equal(-1, SchemaKeys.Find("größe"));
        Assert.Equal(-1, SchemaKeys.Find(new string('x', 100)));
    }

    [Fact]
    public void There_are_no_more_keys_than_absent_places_can_tell_apart() => Assert.InRange(SchemaKeys.Count, 800, AbsentKeys.MostKeys);

    [Fact]
    public void The_last_key_fits_into_every_step_of_a_way_into_nothing()
    {
        var last = SchemaKeys.Count - 1;
        var keys = AbsentKeys.Then(AbsentKeys.Then(AbsentKeys.Of(last), 0), last);

        Assert.Equal(3, AbsentKeys.Count(keys));
        Assert.Equal(
            [SchemaKeys.Names[last], SchemaKeys.Names[0], SchemaKeys.Names[last]],
            Enumerable.Range(0, 3).Select(i => AbsentKeys.Name(keys, i)));
        Assert.Equal(0, AbsentKeys.Then(keys, 1));
    }

    [Theory]
    [InlineData("image", TextHabit.Recurring)]
    [InlineData("imagePullPolicy", TextHabit.Recurring)]
    [InlineData("uid", TextHabit.Unique)]
    [InlineData("name", TextHabit.Unknown)]
    public void What_is_known_of_texts_is_known_by_key(string key, object habit) =>
        Assert.Equal(habit, SchemaKeys.Habit(SchemaKeys.Find(key)));

    [Fact]
    public void Of_other_keys_nothing_is_known() =>
        Assert.Equal([TextHabit.Unknown, TextHabit.Unknown], [SchemaKeys.Habit(-1), SchemaKeys.Habit(SchemaKeys.Count)]);
}
