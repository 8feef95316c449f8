using System.Collections;
using Filters = K8GuardScript.Sdk.Operators.Filters;
using Groups = K8GuardScript.Sdk.Operators.Groups;
using Orders = K8GuardScript.Sdk.Operators.Orders;
using Picks = K8GuardScript.Sdk.Operators.Picks;
using Questions = K8GuardScript.Sdk.Operators.Questions;
using Sets = K8GuardScript.Sdk.Operators.Sets;
using Shapes = K8GuardScript.Sdk.Operators.Shapes;
using Sums = K8GuardScript.Sdk.Operators.Sums;

namespace K8GuardScript.Sdk.Tests.Operators;

public sealed class LinqTests
{
    private static readonly Pair[] Pairs =
    [
        new("Any", s => Questions.Any(s), s => Enumerable.Any(s)),
        new("Any if", s => Questions.Any(s, x => x > 5), s => Enumerable.Any(s, x => x > 5)),
        new("All", s => Questions.All(s, x => x > 0), s => Enumerable.All(s, x => x > 0)),
        new("Contains", s => Questions.Contains(s, 3), s => Enumerable.Contains(s, 3)),
        new("Count", s => Questions.Count(s), s => Enumerable.Count(s)),
        new("Count if", s => Questions.Count(s, x => x > 3), s => Enumerable.Count(s, x => x > 3)),
        new("SequenceEqual", s => Questions.SequenceEqual(s, Filters.Take(s, 4)), s => Enumerable.SequenceEqual(s, Enumerable.Take(s, 4))),
        new("First", s => Picks.First(s), s => Enumerable.First(s)),
        new("First if", s => Picks.First(s, x => x > 5), s => Enumerable.First(s, x => x > 5)),
        new("FirstOrDefault", s => Picks.FirstOrDefault(s), s => Enumerable.FirstOrDefault(s)),
        new("FirstOrDefault if", s => Picks.FirstOrDefault(s, x => x > 5), s => Enumerable.FirstOrDefault(s, x => x > 5)),
        new("Last", s => Picks.Last(s), s => Enumerable.Last(s)),
        new("Last if", s => Picks.Last(s, x => x < 5), s => Enumerable.Last(s, x => x < 5)),
        new("LastOrDefault", s => Picks.LastOrDefault(s), s => Enumerable.LastOrDefault(s)),
        new("LastOrDefault if", s => Picks.LastOrDefault(s, x => x > 5), s => Enumerable.LastOrDefault(s, x => x > 5)),
        new("Single", s => Picks.Single(s), s => Enumerable.Single(s)),
        new("Single if", s => Picks.Single(s, x => x == 3), s => Enumerable.Single(s, x => x == 3)),
        new("SingleOrDefault", s => Picks.SingleOrDefault(s), s => Enumerable.SingleOrDefault(s)),
        new("SingleOrDefault if", s => Picks.SingleOrDefault(s, x => x == 3), s => Enumerable.SingleOrDefault(s, x => x == 3)),
        new("MinBy", s => Picks.MinBy(s, x => x % 4), s => Enumerable.MinBy(s, x => x % 4)),
        new("MinBy absent", s => Picks.MinBy(s, Key), s => Enumerable.MinBy(s, Key)),
        new("MaxBy", s => Picks.MaxBy(s, x => x % 4), s => Enumerable.MaxBy(s, x => x % 4)),
        new("MaxBy absent", s => Picks.MaxBy(s, Key), s => Enumerable.MaxBy(s, Key)),
        new("Where", s => Filters.Where(s, x => x > 3), s => Enumerable.Where(s, x => x > 3)),
        new("Where at", s => Filters.Where(s, (x, i) => x > i), s => Enumerable.Where(s, (x, i) => x > i)),
        new("Skip", s => Filters.Skip(s, 3), s => Enumerable.Skip(s, 3)),
        new("Skip below 0", s => Filters.Skip(s, -3), s => Enumerable.Skip(s, -3)),
        new("SkipLast", s => Filters.SkipLast(s, 3), s => Enumerable.SkipLast(s, 3)),
        new("SkipLast below 0", s => Filters.SkipLast(s, -3), s => Enumerable.SkipLast(s, -3)),
        new("Take", s => Filters.Take(s, 3), s => Enumerable.Take(s, 3)),
        new("Take below 0", s => Filters.Take(s, int.MinValue), s => Enumerable.Take(s, int.MinValue)),
        new("TakeLast", s => Filters.TakeLast(s, 3), s => Enumerable.TakeLast(s, 3)),
        new("TakeLast below 0", s => Filters.TakeLast(s, int.MinValue), s => Enumerable.TakeLast(s, int.MinValue)),
        new("SkipWhile", s => Filters.SkipWhile(s, x => x > 2), s => Enumerable.SkipWhile(s, x => x > 2)),
        new("TakeWhile", s => Filters.TakeWhile(s, x => x > 2), s => Enumerable.TakeWhile(s, x => x > 2)),
        new("Distinct", s => Filters.Distinct(s), s => Enumerable.Distinct(s)),
        new("DistinctBy", s => Filters.DistinctBy(s, Key), s => Enumerable.DistinctBy(s, Key)),
        new("Select", s => Shapes.Select(s, x => x * 2), s => Enumerable.Select(s, x => x * 2)),
        new("Select at", s => Shapes.Select(s, (x, i) => x * i), s => Enumerable.Select(s, (x, i) => x * i)),
        new("SelectMany", s => Shapes.SelectMany(s, x => Enumerable.Range(0, x)), s => Enumerable.SelectMany(s, x => Enumerable.Range(0, x))),
        new("Concat", s => Shapes.Concat(s, [1, 2]), s => Enumerable.Concat(s, [1, 2])),
        new("Append", s => Shapes.Append(s, 1), s => Enumerable.Append(s, 1)),
        new("Prepend", s => Shapes.Prepend(s, 1), s => Enumerable.Prepend(s, 1)),
        new("Reverse", s => Shapes.Reverse(s), s => Enumerable.Reverse(s)),
        new("Zip", s => Shapes.Zip(s, Filters.Skip(s, 1)), s => Enumerable.Zip(s, Enumerable.Skip(s, 1))),
        new("Zip by", s => Shapes.Zip(s, new[] { 7, 8 }, (a, b) => a * b), s => Enumerable.Zip(s, [7, 8], (a, b) => a * b)),
        new("Join", s => Shapes.Join(s, "; "), s => string.Join("; ", s)),
        new("Aggregate", s => Shapes.Aggregate(s, (a, b) => (a * 3) + b), s => Enumerable.Aggregate(s, (a, b) => (a * 3) + b)),
        new("Aggregate from", s => Shapes.Aggregate(s, "", (a, b) => a + b), s => Enumerable.Aggregate(s, "", (a, b) => a + b)),
        new("Union", s => Sets.Union(s, [3, 20, 20, 4]), s => Enumerable.Union(s, [3, 20, 20, 4])),
        new("Intersect", s => Sets.Intersect(s, [3, 20, 4]), s => Enumerable.Intersect(s, [3, 20, 4])),
        new("Except", s => Sets.Except(s, [3, 20, 4]), s => Enumerable.Except(s, [3, 20, 4])),
        new("Order", s => Orders.Order(s), s => Enumerable.Order(s)),
        new("OrderDescending", s => Orders.OrderDescending(s), s => Enumerable.OrderDescending(s)),
        new("OrderBy", s => Orders.OrderBy(s, x => x % 3), s => Enumerable.OrderBy(s, x => x % 3)),
        new("OrderBy absent", s => Orders.OrderBy(s, Key), s => Enumerable.OrderBy(s, Key, StringComparer.Ordinal)),
        new("OrderByDescending", s => Orders.OrderByDescending(s, Key), s => Enumerable.OrderByDescending(s, Key, StringComparer.Ordinal)),
        new("ThenBy", s => Orders.ThenBy(Orders.OrderBy(s, x => x % 3), Key), s => Enumerable.OrderBy(s, x => x % 3).ThenBy(Key, StringComparer.Ordinal)),
        new(
            "ThenByDescending",
            s => Orders.ThenByDescending(Orders.ThenBy(Orders.OrderByDescending(s, x => x % 2), x => x % 3), x => x),
            s => Enumerable.OrderByDescending(s, x => x % 2).ThenBy(x => x % 3).ThenByDescending(x => x)),
        new("GroupBy", s => Groups.GroupBy(s, Key), s => Enumerable.GroupBy(s, Key)),
        new("GroupBy value", s => Groups.GroupBy(s, x => x % 3, x => $"{x}"), s => Enumerable.GroupBy(s, x => x % 3, x => $"{x}")),
        new("ToDictionary", s => Groups.ToDictionary(s, x => x), s => Enumerable.ToDictionary(s, x => x)),
        new("ToDictionary value", s => Groups.ToDictionary(s, x => x / 2, x => -x), s => Enumerable.ToDictionary(s, x => x / 2, x => -x)),
        new("ToList", s => Groups.ToList(s), s => Enumerable.ToList(s)),
        new("ToArray", s => Groups.ToArray(s), s => Enumerable.ToArray(s)),
        new("ToHashSet", s => Groups.ToHashSet(s), s => Enumerable.ToHashSet(s)),
        new("ToFrozen", s => Groups.ToFrozen(s), s => Enumerable.ToArray(s)),
        new("Sum", s => Sums.Sum(s), s => Enumerable.Sum(s)),
        new("Sum absent", s => Sums.Sum(Shapes.Select(s, Half)), s => Enumerable.Sum(Enumerable.Select(s, Half))),
        new("Sum of", s => Sums.Sum(s, x => x * 1.5), s => Enumerable.Sum(s, x => x * 1.5)),
        new("Sum of absent", s => Sums.Sum(s, Half), s => Enumerable.Sum(s, Half)),
        new("Sum too large", s => Sums.Sum(s, x => x * 500_000_000), s => Enumerable.Sum(s, x => x * 500_000_000)),
        new("Average", s => Sums.Average(s), s => Enumerable.Average(s)),
        new("Average absent", s => Sums.Average(Shapes.Select(s, Half)), s => Enumerable.Average(Enumerable.Select(s, Half))),
        new("Average of", s => Sums.Average(s, x => (long)x), s => Enumerable.Average(s, x => (long)x)),
        new("Average of absent", s => Sums.Average(s, Half), s => Enumerable.Average(s, Half)),
        new("Min", s => Sums.Min(s), s => Enumerable.Min(s)),
        new("Min of", s => Sums.Min(s, Key), s => Enumerable.Min(s, Key)),
        new("Min of absent", s => Sums.Min(s, Half), s => Enumerable.Min(s, Half)),
        new("Max", s => Sums.Max(s), s => Enumerable.Max(s)),
        new("Max of", s => Sums.Max(s, Key), s => Enumerable.Max(s, Key)),
        new("Max of absent", s => Sums.Max(s, Half), s => Enumerable.Max(s, Half)),
    ];

    public static TheoryData<string> Names => [.. Pairs.Select(pair => pair.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operator_does_what_System_Linq_does(string name)
    {
        var pair = Pairs.Single(known => known.Name == name);
        var random = new Random(4);
        for (var run = 0; run < 300; run++)
        {
            var numbers = Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(9)).ToArray();
            var expected = Outcome(pair.Theirs, numbers);
            IEnumerable<int>[] sources = [numbers, new List<int>(numbers), new Queue<int>(numbers), Groups.ToFrozen(numbers), Lazy(numbers)];
            foreach (var source in sources) Assert.Equal(expected, Outcome(pair.Ours, source));
        }
    }

    [Fact]
    public void Every_operator_is_compared()
    {
        Type[] classes = [typeof(Questions), typeof(Picks), typeof(Filters), typeof(Shapes), typeof(Sets), typeof(Orders), typeof(Groups), typeof(Sums)];
        var all = classes.SelectMany(type => type.GetMethods()).Where(method => method.IsStatic).Select(method => method.Name).Distinct();

        Assert.Empty(all.Except(Pairs.Select(pair => pair.Name.Split(' ')[0])));
    }

    // some have none
    private static string? Key(int x) => (x % 5) switch { 0 => null, 1 => "b", 2 => "a", 3 => "A", _ => "" };

    private static int? Half(int x) => x % 2 == 0 ? x / 2 : null;

    private static IEnumerable<int> Lazy(int[] numbers)
    {
        foreach (var number in numbers) yield return number;
    }

    private static string Outcome(Func<IEnumerable<int>, object?> run, IEnumerable<int> source)
    {
        try
        {
            return Show(run(source));
        }
        catch (Exception failure) when (failure is InvalidOperationException or OverflowException or ArgumentException)
        {
            return failure.GetType().Name;
        }
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IDictionary map => $"[{string.Join(", ", map.Keys.Cast<object>().Select(key => $"{key}={map[key]}"))}]",
        IGrouping<string?, int> group => $"{Show(group.Key)}: {ShowAll(group)}",
        IGrouping<int, string> group => $"{group.Key}: {ShowAll(group)}",
        Sdk.Operators.Group<string?, int> group => $"{Show(group.Key)}: {ShowAll(group)}",
        Sdk.Operators.Group<int, string> group => $"{group.Key}: {ShowAll(group)}",
        IEnumerable list => ShowAll(list),
        _ => FormattableString.Invariant($"{value}"),
    };

    private static string ShowAll(IEnumerable list) => $"[{string.Join(", ", list.Cast<object?>().Select(Show))}]";

    private sealed record Pair(string Name, Func<IEnumerable<int>, object?> Ours, Func<IEnumerable<int>, object?> Theirs);
}
