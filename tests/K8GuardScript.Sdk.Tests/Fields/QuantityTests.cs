using System.Globalization;
using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Tests.Fields;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("\"100m\"", "0.1")]
    [InlineData("\"1\"", "1")]
    [InlineData("1", "1")]
    [InlineData("0.5", "0.5")]
    [InlineData("\"1.5\"", "1.5")]
    [InlineData("\".5\"", "0.5")]
    [InlineData("\"5.\"", "5")]
    [InlineData("\"-2\"", "-2")]
    [InlineData("\"+2\"", "2")]
    [InlineData("\"0\"", "0")]
    [InlineData("\"1Ki\"", "1024")]
    [InlineData("\"1.5Gi\"", "1610612736")]
    [InlineData("\"1Ei\"", "1152921504606846976")]
    [InlineData("\"1k\"", "1000")]
    [InlineData("\"3E\"", "3000000000000000000")]
    [InlineData("\"1e3\"", "1000")]
    [InlineData("\"1E3\"", "1000")]
    [InlineData("\"12e-1\"", "1.2")]
    [InlineData("\"100u\"", "0.0001")]
    [InlineData("\"100n\"", "0.0000001")]
    [InlineData("\"128974848\"", "128974848")]
    [InlineData("\"129M\"", "129000000")]
    [InlineData("\"9223372036854775807\"", "9223372036854775807")]
    public void Amounts_are_exact(string json, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Limit(json).Value);

    [Theory]
    [InlineData("\"8Ei\"")]
    [InlineData("\"100E\"")]
    [InlineData("\"1e999\"")]
    [InlineData("\"99999999999999999999999999999999999\"")]
    public void Amounts_beyond_64_bits_count_as_the_most(string json) => Assert.Equal(long.MaxValue, Limit(json).Value);

    [Theory]
    [InlineData("\"0.1n\"")]
    [InlineData("\"1e-40\"")]
    public void Parts_of_a_billionth_are_rounded_up(string json) => Assert.Equal(0.000000001m, Limit(json).Value);

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"lots\"")]
    [InlineData("\"1gi\"")]
    [InlineData("\"1 Gi\"")]
    [InlineData("\" 1\"")]
    [InlineData("\"1.2.3\"")]
    [InlineData("\"--1\"")]
    [InlineData("\"1e\"")]
    [InlineData("\"m\"")]
    [InlineData("\"1e1.5\"")]
    [InlineData("\"NaN\"")]
    [InlineData("[]")]
    [InlineData("true")]
    [InlineData("{}")]
    public void What_is_no_quantity_is_an_error_with_its_place(string json)
    {
        var wrong = Assert.Throws<FieldTypeException>(() => Limit(json));

        Assert.Equal(("spec.containers[0].resources.limits.cpu", "a quantity such as 100m or 1Gi"), (wrong.Path, wrong.Expected));
    }

    [Fact]
    public void Amounts_compare_by_what_they_amount_to()
    {
        Assert.True(Limit("\"1000m\"") == Limit("1"));
        Assert.True(Limit("\"1Gi\"") > Limit("\"1G\"") && Limit("\"1G\"") < Quantity.Of("1Gi"));
        Assert.True(Limit("\"2\"") >= Limit("2") && Limit("\"2\"") <= Limit("2"));
        Assert.Equal(Limit("\"0.5\"").GetHashCode(), Limit("\"500m\"").GetHashCode());
        Assert.Equal("1000m", Limit("\"1000m\"").ToString());
        Assert.Throws<FormatException>(() => Quantity.Of("x"));
    }

    [Fact]
    public void Every_comparison_with_an_absent_one_is_false()
    {
        var absent = Limit("null");

        Assert.True(absent == null);
        Assert.Null(absent.Value);
        Assert.False(absent == Limit("0") || absent < Limit("0") || absent > Limit("0") || absent <= Limit("0") || absent >= Limit("0"));
        Assert.True(absent != Limit("0"));
        Assert.True(Limit("0") != null);
    }

    private static Quantity Limit(string json)
    {
        var spec = """{"containers":[{"resources":{"limits":{"cpu":""" + json + "}}}]}";
        return new Pod(Some.Object("{\"spec\":" + spec + "}").Root).Spec.Containers[0].Resources.Limits["cpu"];
    }
}
