using System.Text;

namespace K8GuardScript.Verbs;

/// <summary>Prints what was written as bytes.</summary>
internal static class TextOutput
{
    /// <param name="write">writes UTF-8</param>
    public static void Write(Action<Stream> write)
    {
        using var buffer = new MemoryStream();
        write(buffer);
        Console.Out.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
