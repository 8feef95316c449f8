namespace K8GuardScript.Terminal;

/// <summary>Colours words on a terminal; elsewhere, and where <c>NO_COLOR</c> is set, it leaves them as they are.</summary>
/// <param name="isOn">whether there is somebody to see the colours</param>
internal sealed class Paint(bool isOn)
{
    private const string End = "\e[0m";

    /// <summary>For the standard output.</summary>
    public static Paint ForOutput() => new(!Console.IsOutputRedirected && IsWanted());

    public string Red(string text) => In("\e[31m", text);

    public string Yellow(string text) => In("\e[33m", text);

    public string Green(string text) => In("\e[32m", text);

    public string Bold(string text) => In("\e[1m", text);

    // https://no-color.org: any value but an empty one; a dumb terminal knows no codes
    private static bool IsWanted() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private string In(string code, string text) => isOn ? code + text + End : text;
}
