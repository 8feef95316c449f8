using System.Globalization;
using System.Text;
using System.Text.Json;
using K8GuardScript.Scan;
using K8GuardScript.Scripts;

namespace K8GuardScript.Tests.Scan;

public sealed class ManifestTextTests
{
    [Theory]
    [InlineData("a: 1\nb: yes\nc: 0644\nd: '5'\ne: ~\nf: 1.5\ng: 2026-01-01\n", """{"a":1,"b":true,"c":420,"d":"5","e":null,"f":1.5,"g":"2026-01-01"}""")]
    [InlineData("a: {b: [1, {c: d}]}\n", """{"a":{"b":[1,{"c":"d"}]}}""")]
    [InlineData("a: |\n  x\n  ---\n  y\nb: >-\n  x\n  y\n", """{"a":"x\n---\ny\n","b":"x y"}""")]
    [InlineData("a: &x {k: 1}\nb: *x\nc: [*x, *x]\n", """{"a":{"k":1},"b":{"k":1},"c":[{"k":1},{"k":1}]}""")]
    [InlineData("a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  l: 3\n", """{"a":{"k":1,"l":2},"b":{"l":3,"k":1}}""")]
    [InlineData("a: &x {k: 1}\nz: &y {k: 2, o: 3}\nb: {<<: [*x, *y]}\n", """{"a":{"k":1},"z":{"k":2,"o":3},"b":{"k":1,"o":3}}""")]
    [InlineData("a: &x 1\nb: *x\nc: &x 2\nd: *x\n", """{"a":1,"b":1,"c":2,"d":2}""")]
    [InlineData("a: &x [&y 1]\nb: &y 2\nc: *x\nd: *y\n", """{"a":[1],"b":2,"c":[1],"d":2}""")]
    [InlineData("a: !!str 5\nb: \"é\\u00e9\\0\"\n", """{"a":"5","b":"éé\u0000"}""")]
    [InlineData("\uFEFFa: 1\r\nb: 2\r\n", """{"a":1,"b":2}""")]
    [InlineData("{a: 1, b: [x]}", """{"a":1,"b":["x"]}""")]
    [InlineData("""{"a": 1, "b": "A"}""", """{"a": 1, "b": "A"}""")]
    [InlineData("on: 1\n", """{"true":1}""")]
    public void Documents_become_the_JSON_that_kubectl_would_send(string text, string json)
    {
        var (documents, problems) = Read(text);

        Assert.Empty(problems);
        Assert.Equal(json, Encoding.UTF8.GetString(Assert.Single(documents).Json.Span));
    }

    [Fact]
    public void Documents_are_told_apart_by_lines_of_three_dashes()
    {
        var (documents, problems) = Read("# nothing\n---\na: 1\n--- # two\nb: 2\n---\n\n---   \nc: |\n  ---\n...\n--- {d: 4}\n");

        Assert.Empty(problems);
        Assert.Equal(["""{"a":1}""", """{"b":2}""", """{"c":"---\n"}""", """{"d":4}"""], documents.Select(one => Encoding.UTF8.GetString(one.Json.Span)));
    }

    [Fact]
    public void A_broken_document_does_not_keep_the_others_from_being_read()
    {
        var (documents, problems) = Read("a: 1\n---\nb: [1\n---\nc: 3\n");

        Assert.Equal(2, documents.Count);
        Assert.Equal("m.yaml", Assert.Single(problems).File);
    }

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", 3, 1, "key `a` stands here twice")]
    [InlineData("spec:\n\treplicas: 1\n", 2, 1, "indented with a tab")]
    [InlineData("a: *x\n", 1, 4, "`*x` names nothing")]
    [InlineData("a: &x [*x]\n", 1, 8, "`*x` names nothing")]
    [InlineData("? [a]\n: 1\n", 1, 3, "a key must be a plain text")]
    [InlineData("a: {<<: 5}\n", 1, 9, "`<<` merges maps")]
    [InlineData("metadata:\n  name: {{ .Values.name }}\n", 2, 9, "render it first")]
    [InlineData("metadata:\n{{- if .Values.x }}\n  name: x\n{{- end }}\n", 2, 1, "render it first")]
    [InlineData("a: \"\\ud800\"\n", 1, 4, "surrogate")]
    [InlineData("a: [1, 2\n", 1, 1, "not valid YAML")]
    public void What_can_not_be_read_is_told_with_its_place(string text, int line, int column, string words)
    {
        var problem = Assert.Single(Read(text).Problems);

        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        if (words != "not valid YAML") Assert.Equal((line, column), (problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("""{"a": 1, "a": 2}""", 1, 10, "twice")]
    [InlineData("{\n  \"a\": }", 2, 8, "not valid JSON")]
    [InlineData("""{"a": "\ud800"}""", 1, 7, "surrogate")]
    public void JSON_is_read_as_strictly(string text, int line, int column, string words)
    {
        var problem = Assert.Single(Read(text, "m.json").Problems);

        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (problem.Line, problem.Column));
    }

    [Fact]
    public void Aliases_that_multiply_without_end_are_refused()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
            text.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");

        Assert.Contains("aliases stand for more than", Assert.Single(Read(text.ToString()).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merges_that_multiply_without_end_are_refused()
    {
        var text = new StringBuilder("a0: &a0 {k0: 1, l0: 1}\n");
        for (var i = 1; i < 40; i++) text.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}], k{i}: 1}}\n");

        Assert.Contains("aliases stand for more than", Assert.Single(Read(text.ToString()).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Brackets_without_end_are_refused() =>
        Assert.Contains("levels deep", Assert.Single(Read($"a: {new string('[', 2000)}{new string(']', 2000)}\n").Problems).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 0, 1 }, "binary")]
    [InlineData(new byte[] { 0x61, 0xFF, 0x62 }, "UTF-8")]
    public void What_is_no_text_is_told(byte[] bytes, string words)
    {
        var problems = new List<PlacedProblem>();

        Assert.Empty(ManifestText.Read(bytes, "m.yaml", problems));
        Assert.Contains(words, Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("m.yaml")]
    [InlineData("m.json")]
    public void Whatever_the_text_is_reading_it_ends(string file)
    {
        const string Seed = "apiVersion: v1\nkind: Pod\nmetadata: &k {name: \"a\\u0041\", labels: {b: [1, 'c']}}\n"
            + "spec: {<<: *k, d: *k}\nstatus: |-\n  x\n---\n{\"a\": [1, {}]}\n";
        const string Odd = "{}[]:,&*!|>'\"%@`#-?<~\t\n\r \u0001\u0085\u2028\ud800\\xu0";
        var random = new Random(20261122);
        for (var round = 0; round < 3000; round++)
        {
            var text = new StringBuilder(Seed);
            for (var i = random.Next(1, 8); i > 0; i--)
            {
                var at = random.Next(text.Length);
                if (random.Next(2) == 0) text.Remove(at, 1);
                else text.Insert(at, Odd[random.Next(Odd.Length)]);
            }

            var problems = new List<PlacedProblem>();
            foreach (var document in ManifestText.Read(Encoding.UTF8.GetBytes(text.ToString()), file, problems))
                JsonDocument.Parse(document.Json).Dispose();
            Assert.All(problems, problem => Assert.True(problem.Line > 0 && problem.Column > 0));
        }
    }

    [Fact]
    public void UTF_16_with_its_mark_is_read()
    {
        var problems = new List<PlacedProblem>();

        var document = Assert.Single(ManifestText.Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a: é\n")], "m.yaml", problems));

        Assert.Equal("""{"a":"é"}""", Encoding.UTF8.GetString(document.Json.Span));
    }

    [Theory]
    [InlineData("spec:\n  containers:\n  - name: a\n    image: x\n", "spec.containers[0].image", 4, 5)]
    [InlineData("spec:\n  containers:\n  - name: a\n    image: x\n", "spec.containers[0]", 3, 5)]
    [InlineData("spec:\n  containers:\n  - name: a\n    image: x\n", "spec.containers[0].securityContext.privileged", 3, 5)]
    [InlineData("spec:\n  containers:\n  - name: a\n    image: x\n", "spec.containers[7].image", 2, 3)]
    [InlineData("spec: {containers: [{name: a}, {name: b, image: y}]}", "spec.containers[1].image", 1, 42)]
    [InlineData("metadata:\n  labels:\n    a.b/c: x\n    \"q\\\"\": y\n", "metadata.labels[\"a.b/c\"]", 3, 5)]
    [InlineData("metadata:\n  labels:\n    a.b/c: x\n    \"q\\\"\": y\n", "metadata.labels[\"q\\\"\"]", 4, 5)]
    [InlineData("a: &x\n  k: 1\nb: *x\n", "b.k", 2, 3)]
    [InlineData("a: &x {k: 1}\nb:\n  <<: *x\n  m: 2\n", "b.k", 1, 8)]
    [InlineData("{\n  \"a\": [\n    {\"é\": 1, \"b\": 2}\n  ]\n}", "a[0].b", 3, 14)]
    [InlineData("x: 1\n", "", 1, 1)]
    public void Every_path_leads_to_its_line_and_column(string text, string path, int line, int column)
    {
        var places = Assert.Single(Read(text).Documents).Places;

        Assert.Equal((line, column), places.Find(0, path));
    }

    [Fact]
    public void Places_count_the_lines_before_a_document()
    {
        var places = Read("a: 1\n---\n# note\nb: 2\n").Documents[1].Places;

        Assert.Equal((4, 1), places.Find(0, "b"));
    }

    [Fact]
    public void Many_documents_of_one_file_keep_their_order_and_their_places()
    {
        var text = string.Concat(Enumerable.Range(0, 500).Select(i => i % 100 == 7 ? $"---\nbroken-{i}: [\n" : $"---\nname: n{i}\n"));

        var (documents, problems) = Read(text);

        Assert.Equal(Enumerable.Range(0, 500).Where(i => i % 100 != 7).Select(i => $$"""{"name":"n{{i}}"}"""),
            documents.Select(one => Encoding.UTF8.GetString(one.Json.Span)));
        Assert.Equal((1000, 1), documents[^1].Places.Find(0, "name"));
        Assert.Equal(5, problems.Count);
        Assert.Equal(problems.Select(problem => problem.Line).Order(), problems.Select(problem => problem.Line));
    }

    private static (List<ManifestDocument> Documents, List<PlacedProblem> Problems) Read(string text, string file = "m.yaml")
    {
        var problems = new List<PlacedProblem>();
        var documents = ManifestText.Read(Encoding.UTF8.GetBytes(text), file, problems).ToList();
        return (documents, problems);
    }
}
