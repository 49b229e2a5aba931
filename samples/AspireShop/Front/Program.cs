using OpenTelemetry;
using Shop.Orders;
using TypedTasks;
using static Shop.Orders.Sales.Tasks;

var builder = WebApplication.CreateBuilder(args);
builder.AddTypedTasks("bus", "tasksdb", static (tasks, connection) => tasks.UseSqlite(connection)).AddShopOrdersTasks();
builder.Services.AddOpenTelemetry().WithTracing(static t => t.AddSource("Microsoft.AspNetCore"));
if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
    builder.Services.AddOpenTelemetry().UseOtlpExporter();

var app = builder.Build();
app.MapHealthChecks("/health");
app.MapPost("/orders", static async (Order order, ITaskClient client) =>
{
    var parcel = await client.EnqueueAsync((Pick(order), Price(order)) | Pack());
    return Results.Accepted($"/orders/{parcel.FlowId}", parcel.FlowId);
});
app.MapGet("/orders/{id}", static async (string id, ITaskClient client) => (await client.GetAsync(id)).Flow.State.ToString());
await app.RunAsync();
