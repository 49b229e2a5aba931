using Microsoft.Extensions.Options;

namespace TypedTasks.Hosting.Alerts;

internal sealed class AlertWebhookOptionsValidator : IValidateOptions<AlertWebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, AlertWebhookOptions options)
    {
        List<string> errors = [];
        if (options.Url is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            errors.Add("AlertWebhookOptions.Url is no http or https address: say it in AddAlertWebhook(o => o.Url = …), or in configuration as TypedTasks:Webhook:Url.");
        if (options.Every < AlertOptions.Shortest || options.Every > AlertOptions.Longest)
            errors.Add($"AlertWebhookOptions.Every is {options.Every}: it must be from a second to a day.");
        return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }
}
