using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Schema;
using K8GuardScript.Simulator.Writing;
using static K8GuardScript.Simulator.Tests.ApiCaller;

namespace K8GuardScript.Simulator.Tests.Schema;

public sealed class CustomRulesTests
{
    [Theory]
    [InlineData("""{"type":"integer","minimum":1}""", "0", "FieldValueInvalid")]
    [InlineData("""{"type":"integer","maximum":1}""", "2", "FieldValueInvalid")]
    [InlineData("""{"type":"integer"}""", "1.5", "FieldValueTypeInvalid")]
    [InlineData("""{"type":"string"}""", "1", "FieldValueTypeInvalid")]
    [InlineData("""{"type":"string","enum":["a","b"]}""", "\"c\"", "FieldValueNotSupported")]
    [InlineData("""{"type":"string","pattern":"^a+$"}""", "\"b\"", "FieldValueInvalid")]
    [InlineData("""{"type":"array","items":{"type":"string","minLength":1}}""", "[\"a\",\"\"]", "FieldValueInvalid")]
    [InlineData("""{"type":"object","required":["b"],"properties":{"b":{"type":"string"}}}""", "{}", "FieldValueRequired")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"integer"}}""", """{"x":"y"}""", "FieldValueTypeInvalid")]
    public void A_value_that_its_schema_does_not_allow_has_a_cause(string schema, string value, string reason)
    {
        var faults = new FieldErrors();
        CustomRules.Check(Json("{\"a\":" + value + "}"), Json("{\"type\":\"object\",\"properties\":{\"a\":" + schema + "}}"), "", faults);

        var cause = Assert.Single(faults.Causes);
        Assert.Equal(reason, cause.Reason);
        Assert.StartsWith("a", cause.Field, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"string","pattern":"^(a+)+$"}""", 1)]
    [InlineData("""{"type":"string","pattern":"((("}""", 0)]
    [InlineData("""{"type":"string","pattern":"(?=a)"}""", 0)]
    public void A_pattern_never_takes_long(string schema, int causes)
    {
        var faults = new FieldErrors();
        CustomRules.Check(JsonValue.Create(new string('a', 100_000) + "!"), Json(schema), "a", faults);

        Assert.Equal(causes, faults.Causes.Count);
    }

    [Fact]
    public void Numbers_that_were_set_here_or_are_huge_have_limits_too()
    {
        var faults = new FieldErrors();
        var schema = Json("""{"properties":{"set":{"minimum":1,"maximum":1e400},"huge":{"maximum":10},"fits":{"minimum":0.5}}}""");
        var value = Json("""{"huge":1e999,"fits":1}""");
        value["set"] = 0;
        CustomRules.Check(value, schema, "", faults);

        Assert.Equal(["huge", "set"], faults.Causes.Select(cause => cause.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Defaults_fill_what_is_missing_and_nothing_else()
    {
        var body = Json("""{"a":{"kept":1},"list":[{}]}""");
        var schema = Json("""
            {"properties":{
              "a":{"properties":{"kept":{"default":2},"filled":{"default":3}}},
              "list":{"items":{"properties":{"x":{"default":true}}}},
              "absent":{"properties":{"y":{"default":1}}}}}
            """);

        CustomRules.Default(body, schema);

        Assert.Equal("""{"a":{"kept":1,"filled":3},"list":[{"x":true}]}""", body.ToJsonString());
    }
}
