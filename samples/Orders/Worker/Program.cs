using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using TypedTasks;

var builder = Host.CreateApplicationBuilder(args);
builder.AddTypedTasks("bus", "tasksdb", static (tasks, connection) => _ = connection.Contains("Host=", StringComparison.OrdinalIgnoreCase) ? tasks.UsePostgres(connection) : tasks.UseSqlite(connection))
    .AddOrdersWorkerTasks()
    .AddWorker(static o => o.OtherQueues.Add(QueueNames.Default));     // where the wait for an approval starts, as no task's queue is named for it
if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
    builder.Services.AddOpenTelemetry().UseOtlpExporter();

using var host = builder.Build();
if (host.Services.WriteTopology(args))
    return;
await host.RunAsync();
