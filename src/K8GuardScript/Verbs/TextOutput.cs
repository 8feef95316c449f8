using System.Text;
using System.Text.Json;

namespace K8GuardScript.Verbs;

/// <summary>Prints what is for programs as well as for people.</summary>
internal static class TextOutput
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true, MaxDepth = 512 };

    /// <summary>Prints what the API answered as JSON, a member a line.</summary>
    public static Task WriteJsonAsync<T>(T answer) => Console.Out.WriteLineAsync(JsonSerializer.Serialize(answer, Indented));

    /// <summary>Prints what was written as bytes.</summary>
    /// <param name="write">writes UTF-8</param>
    public static void Write(Action<Stream> write)
    {
        using var buffer = new MemoryStream();
        write(buffer);
        Console.Out.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
