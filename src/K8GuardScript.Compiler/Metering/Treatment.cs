namespace K8GuardScript.Compiler.Metering;

/// <summary>How a call of the base library is metered.</summary>
[Flags]
internal enum Treatment
{
    None = 0,

    /// <summary>It reads what it is called on as a whole: charge its length first.</summary>
    Receiver = 1,

    /// <summary>Another member does it in its place. The emitted assembly may not name this one.</summary>
    Stand = 2,

    /// <summary>Its whole numbers are numbers of items for which it makes room.</summary>
    Sizes = 4,

    /// <summary>Its whole numbers are widths of a text.</summary>
    Widths = 8,

    /// <summary>Its sequences are walked item by item.</summary>
    Items = 16,

    /// <summary>Its texts and arrays are read as a whole.</summary>
    Arguments = 32,

    /// <summary>Its texts and characters are looked for in the text that it is called on: at worst each with each.</summary>
    Searches = 64,
}
