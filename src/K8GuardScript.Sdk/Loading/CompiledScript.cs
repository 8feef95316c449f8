namespace K8GuardScript.Sdk.Loading;

/// <summary>A compiled policy script, ready to be loaded or to be kept on disk.</summary>
/// <param name="Name">the script's name, for the load context</param>
/// <param name="Pe">the assembly, with its debug information embedded</param>
/// <param name="EntryType">metadata name of the type that holds the body</param>
/// <param name="EntryMethod">metadata name of its static method, <c>Task&lt;object&gt; (object[])</c></param>
/// <param name="ReadsStatus">whether its rules may read the <c>status</c> of any object</param>
internal sealed record CompiledScript(string Name, byte[] Pe, string EntryType, string EntryMethod, bool ReadsStatus = true);
