using TypedTasks.Generated;

namespace TypedTasks.Hosting.Alerts;

/// <summary>A call of the task that posts an alert. Where to it goes is not in it: such addresses are secret.</summary>
internal sealed class WebhookCall(FlowAlert alert) : TaskCall<Unit>(WebhookTask.Name, null)
{
    protected override void WriteArguments(ref ArgumentWriter to) => to.Write(WebhookTask.Argument, alert);
}
