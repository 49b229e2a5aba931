using System.Text.Json.Serialization;

namespace Orders.Contracts;

/// <summary>What somebody says to an order that is too large to be filled without asking.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Decision>))]
public enum Decision
{
    /// <summary>It is not filled.</summary>
    Rejected,

    /// <summary>It is filled.</summary>
    Approved,
}
