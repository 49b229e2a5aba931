using System.Text.Json.Serialization;
using TypedTasks;
using TypedTasks.Dashboard.Host;

[assembly: TaskJsonContext(typeof(HostJson))]

namespace TypedTasks.Dashboard.Host;

[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Approval))]
internal sealed partial class HostJson : JsonSerializerContext;
