namespace K8GuardScript.Simulator.Schema;

/// <summary>What kind of value a field holds.</summary>
internal enum FieldShape
{
    /// <summary>Not described: any JSON value. Its objects count as maps of anything, its lists as one value.</summary>
    Anything,
    Text,
    Integer,
    Number,
    Flag,

    /// <summary>A number or a string: quantities, ports, percentages.</summary>
    Quantity,

    /// <summary>meta/v1 MicroTime: six digits after the second.</summary>
    MicroTime,
    Struct,
    Map,
    List,
}
