using System.Text.Json.Serialization.Metadata;
using TypedTasks.Generated;

namespace TypedTasks.Hosting.Alerts;

/// <summary>The task that posts alerts, as workers know it.</summary>
internal sealed class WebhookTask : ITaskRegistry
{
    public const string Name = "typedtasks.webhook";

    public const string Argument = "alert";

    public static readonly WebhookTask Instance = new();

    public IReadOnlyList<TaskDefinition> Tasks { get; } = [new(Name, RunAsync) { Method = "AddAlertWebhook", NeedsServices = true }];

    public IReadOnlyList<IJsonTypeInfoResolver> JsonResolvers => [];

    private static ValueTask RunAsync(StepInvocation step) =>
        step.CompletedAsync(step.Service<Webhook>().PostAsync(step.Argument<FlowAlert>(0, Argument), step.Context.FlowId, step.CancellationToken));
}
