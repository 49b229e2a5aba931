using OpenTelemetry;
using OpenTelemetry.Resources;

namespace ShopSpace.Worker;

/// <summary>Traces and metrics, for the collector that <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names. Without it nothing is made.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 })
            return;
        var name = builder.Configuration["OTEL_SERVICE_NAME"] ?? builder.Environment.ApplicationName;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(name))
            .WithTracing(static t => t.AddSource(TypedTasksTelemetry.ActivitySourceName, "Microsoft.AspNetCore"))
            .WithMetrics(static m => m.AddMeter(TypedTasksTelemetry.MeterName, TypedTasksTelemetry.MeterName + ".*"))
            .UseOtlpExporter();
    }
}
