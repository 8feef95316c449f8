using K8GuardScript.Views;

if (args is not [var types, var sdk])
{
    await Console.Error.WriteLineAsync("usage: K8GuardScript.Views TYPES-FILE SDK-FOLDER");
    return 2;
}

var files = GeneratedFiles.From(File.ReadAllBytes(types));
var (written, removed) = GeneratedFolder.Replace(sdk, files);
Console.WriteLine($"{files.Count} files, of which {written} changed and {removed} are gone");
return 0;
