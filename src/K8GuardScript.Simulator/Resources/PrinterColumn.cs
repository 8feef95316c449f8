namespace K8GuardScript.Simulator.Resources;

/// <summary>A column that a definition adds to what is printed (additionalPrinterColumns).</summary>
/// <param name="Path">keys joined by dots; other JSON paths are not read</param>
internal sealed record PrinterColumn(string Name, string Type, string Path, int Priority, string Description);
