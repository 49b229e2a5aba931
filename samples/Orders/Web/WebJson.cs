using System.Text.Json.Serialization;
using Orders.Contracts;
using TypedTasks;

namespace Orders.Web;

[JsonSerializable(typeof(NewOrder))]
[JsonSerializable(typeof(AcceptedOrder))]
[JsonSerializable(typeof(Decision))]
[JsonSerializable(typeof(FlowState))]
[JsonSerializable(typeof(FlowUpdate))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
internal sealed partial class WebJson : JsonSerializerContext;
