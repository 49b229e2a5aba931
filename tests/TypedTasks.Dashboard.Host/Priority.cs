using System.Text.Json.Serialization;

namespace TypedTasks.Dashboard.Host;

[JsonConverter(typeof(JsonStringEnumConverter<Priority>))]
internal enum Priority
{
    Normal,
    Urgent,
}
