using Microsoft.Extensions.Options;

namespace TypedTasks.Hosting.Alerts;

/// <summary>The hooks by which alerts are posted.</summary>
internal sealed class WebhookHooks(IOptions<AlertWebhookOptions> options)
{
    public AlertHook Of(AlertKind kind) => new AlertHook<Unit>(kind, options.Value.Every, static alert => new WebhookCall(alert));
}
