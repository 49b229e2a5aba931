using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace TypedTasks.Hosting.Alerts;

/// <summary>What the configuration of the host says under <c>TypedTasks:Webhook</c>: it comes after what the program says.</summary>
internal sealed class ConfiguredWebhook(IConfiguration? configuration) : IPostConfigureOptions<AlertWebhookOptions>
{
    private const string Section = "TypedTasks:Webhook";

    public void PostConfigure(string? name, AlertWebhookOptions options)
    {
        foreach (var setting in configuration?.GetSection(Section).GetChildren() ?? [])
        {
            var text = setting.Value ?? "";
            switch (setting.Key.ToUpperInvariant())
            {
                case "URL":
                    options.Url = Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null;
                    break;
                case "SECRET":
                    options.Secret = text;
                    break;
                case "EVERY":
                    options.Every = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var every)
                        ? every
                        : throw new OptionsValidationException(name ?? "", typeof(AlertWebhookOptions), [$"{setting.Path} is '{text}': write a time span such as 00:15:00."]);
                    break;
                default:
                    throw new OptionsValidationException(name ?? "", typeof(AlertWebhookOptions), [$"{setting.Path} is not known: under {Section} there are Url, Secret and Every."]);
            }
        }
    }
}
