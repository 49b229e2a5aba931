using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using TypedTasks;

var builder = Host.CreateApplicationBuilder(args);
builder.AddTypedTasks("bus", "tasksdb", static (tasks, connection) => tasks.UseSqlite(connection)).AddShopOrdersTasks().AddWorker();
if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
    builder.Services.AddOpenTelemetry().UseOtlpExporter();

using var host = builder.Build();
if (host.Services.WriteTopology(args))
    return;
await host.RunAsync();
