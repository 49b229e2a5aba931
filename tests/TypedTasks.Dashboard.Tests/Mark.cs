using System.Text.Json.Serialization;

namespace TypedTasks.Dashboard.Tests;

/// <summary>A mark.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Mark>))]
public enum Mark
{
    /// <summary>It passes.</summary>
    Passed,

    /// <summary>It does not.</summary>
    Failed,
}
