using System.Text.Json.Serialization;

namespace TypedTasks.Operations;

/// <summary>What is told of flows, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 512, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FlowOverview))]
[JsonSerializable(typeof(FlowPage))]
[JsonSerializable(typeof(FlowOutline))]
[JsonSerializable(typeof(MemberPage))]
[JsonSerializable(typeof(StepDetails))]
[JsonSerializable(typeof(IReadOnlyList<ActiveStepStatus>))]
[JsonSerializable(typeof(IReadOnlyList<FailureGroup>))]
[JsonSerializable(typeof(IReadOnlyList<TaskTotals>))]
[JsonSerializable(typeof(IReadOnlyList<QueueStatus>))]
[JsonSerializable(typeof(DeadLetterList))]
[JsonSerializable(typeof(WaitPage))]
[JsonSerializable(typeof(IReadOnlyList<ScheduleEntry>))]
[JsonSerializable(typeof(ActionPage))]
[JsonSerializable(typeof(ChangePage))]
[JsonSerializable(typeof(FlowTotal))]
[JsonSerializable(typeof(ActionResult))]
[JsonSerializable(typeof(BulkResult))]
[JsonSerializable(typeof(ActionRequest))]
[JsonSerializable(typeof(EventRequest))]
[JsonSerializable(typeof(ReplayRequest))]
[JsonSerializable(typeof(BulkRequest))]
[JsonSerializable(typeof(WorkerRequest))]
[JsonSerializable(typeof(LimitsRequest))]
[JsonSerializable(typeof(IReadOnlyList<WorkerStatus>))]
[JsonSerializable(typeof(IReadOnlyList<WorkerControl>))]
internal sealed partial class OperationsJson : JsonSerializerContext;
