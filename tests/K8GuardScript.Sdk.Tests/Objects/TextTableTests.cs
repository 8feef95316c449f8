using System.Globalization;
using System.Text;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Tests.Objects;

public sealed class TextTableTests
{
    private readonly TextTable table = new(1000, 100_000);

    [Fact]
    public void A_text_is_kept_when_it_comes_again()
    {
        Assert.Equal(-1, Take("web-7"));
        var id = Take("web-7");

        Assert.Equal("web-7", table[id]);
        Assert.Equal(id, Take("web-7"));
        Assert.Equal(id, table.IdOf("web-7"));
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void A_text_of_which_the_schema_says_that_it_recurs_is_kept_at_once() =>
        Assert.Equal("nginx:1", table[Take("nginx:1", TextHabit.Recurring)]);

    [Theory]
    [InlineData("größe")]
    [InlineData("🐳")]
    public void Texts_beyond_ASCII_stay_with_their_objects(string text)
    {
        Assert.Equal([-1, -1, -1], [Take(text), Take(text), Take(text, TextHabit.Recurring)]);
        Assert.Equal(-1, table.IdOf(text));
    }

    [Fact]
    public void Long_texts_stay_with_their_objects()
    {
        var unasked = new string('x', TextTable.LongestUnasked + 1);
        var longest = new string('x', TextTable.Longest + 1);

        Assert.Equal([-1, -1], [Take(unasked), Take(unasked)]);
        Assert.Equal(-1, Take(longest, TextHabit.Recurring));
        Assert.Equal(-1, table.IdOf(longest));
        Assert.InRange(Take(unasked, TextHabit.Recurring), SchemaKeys.Count, int.MaxValue);
    }

    [Fact]
    public void Texts_that_differ_in_one_character_are_never_mixed_up()
    {
        var ids = new HashSet<int>();
        var big = new TextTable(100_000, 10_000_000);
        foreach (var length in Enumerable.Range(1, TextTable.LongestUnasked))
        {
            foreach (var place in Enumerable.Range(0, length))
            {
                var text = new string('a', place) + "b" + new string('a', length - place - 1);
                var utf8 = Encoding.UTF8.GetBytes(text);
                var id = big.Take(utf8, TextHash.Of(utf8), TextHabit.Recurring);

                Assert.Equal(text, big[id]);
                Assert.True(ids.Add(id));
            }
        }
    }

    [Fact]
    public void The_keys_of_the_schema_are_known_from_the_start()
    {
        Assert.Equal("containers", table[table.IdOf("containers")]);
        Assert.InRange(table.IdOf("containers"), 0, SchemaKeys.Count - 1);
        Assert.Equal(0, table.Count);
    }

    [Fact]
    public void A_million_different_texts_fill_it_to_its_bounds_and_no_further()
    {
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 500_000; i++) Take(string.Create(CultureInfo.InvariantCulture, $"text{i}"), TextHabit.Recurring);
        }

        Assert.Equal(1000, table.Count);
        Assert.Equal("text7", table[table.IdOf("text7")]);
        Assert.Equal(-1, table.IdOf("text499999"));
    }

    [Fact]
    public void Characters_are_bounded_as_well()
    {
        var small = new TextTable(1000, 1000);
        for (var i = 0; i < 100; i++)
        {
            var utf8 = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{i:d100}"));
            small.Take(utf8, TextHash.Of(utf8), TextHabit.Recurring);
        }

        Assert.Equal(10, small.Count);
    }

    [Fact]
    public void Threads_that_add_at_once_get_one_id_for_one_text()
    {
        var shared = new TextTable(100_000, 10_000_000);
        var ids = new int[4][];
        var threads = Enumerable.Range(0, 4).Select(who => new Thread(() => ids[who] = [.. Enumerable.Range(0, 20_000).Select(Add)])).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.All(ids, mine => Assert.Equal(ids[0], mine));
        Assert.Equal(20_000, shared.Count);
        Assert.Equal(20_000, ids[0].Distinct().Count());

        int Add(int number)
        {
            var utf8 = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"text{number}"));
            return shared.Take(utf8, TextHash.Of(utf8), TextHabit.Recurring);
        }
    }

    private int Take(string text, TextHabit habit = TextHabit.Unknown)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return table.Take(utf8, TextHash.Of(utf8), habit);
    }
}
