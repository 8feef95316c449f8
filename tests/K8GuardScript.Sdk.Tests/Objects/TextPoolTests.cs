using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Tests.Objects;

public sealed class TextPoolTests
{
    private readonly TextPool pool = new();

    [Theory]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("restartPolicy")]
    [InlineData("node.kubernetes.io/unreachable")]
    public void Equal_texts_are_one_string(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal(text, pool.Get(bytes));
        Assert.Same(pool.Get(bytes), pool.Get([.. bytes]));
    }

    [Theory]
    [InlineData("größe")]
    [InlineData("\0")]
    [InlineData("🐳")]
    public void Texts_of_any_characters_come_out_as_they_went_in(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal(text, pool.Get(bytes));
        Assert.Equal(text, pool.Get(bytes));
    }

    [Fact]
    public void Texts_that_differ_in_one_character_are_never_mixed_up()
    {
        foreach (var length in Enumerable.Range(1, TextPool.MaxLength + 2))
        {
            foreach (var place in Enumerable.Range(0, length))
            {
                var text = new string('a', place) + "b" + new string('a', length - place - 1);

                Assert.Equal(text, pool.Get(Encoding.UTF8.GetBytes(text)));
            }
        }
    }

    [Fact]
    public void A_million_different_texts_are_not_remembered()
    {
        var all = FillWithAMillion();
        GC.Collect();

        Assert.InRange(all.Count(text => text.IsAlive), 1, TextPool.Places);
    }

    [Fact]
    public void Long_texts_are_not_remembered()
    {
        var text = Encoding.UTF8.GetBytes(new string('x', TextPool.MaxLength + 1));

        Assert.NotSame(pool.Get(text), pool.Get(text));
    }

    [Fact]
    public void Keys_that_are_alike_mostly_find_places_of_their_own()
    {
        var keys = Enumerable.Range(0, 500).Select(Key).ToList();
        var first = keys.ConvertAll(key => pool.Get(key));
        var second = keys.ConvertAll(key => pool.Get(key));

        Assert.InRange(first.Zip(second).Count(pair => ReferenceEquals(pair.First, pair.Second)), 400, 500);
    }

    private static byte[] Key(int number) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"field{number}"));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference[] FillWithAMillion()
    {
        var every = new WeakReference[10_000];
        for (var i = 0; i < 1_000_000; i++)
        {
            var text = pool.Get(Key(i));
            every[i % every.Length] = new WeakReference(text);
        }

        return every;
    }
}
