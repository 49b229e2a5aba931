using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);
var folder = Path.Combine(builder.AppHostDirectory, builder.Configuration["DataFolder"] ?? ".emulator");

// A file, or with ConnectionStrings:tasksdb a PostgreSQL database.
var store = builder.Configuration.GetConnectionString("tasksdb") is null
    ? builder.AddConnectionString("tasksdb", ReferenceExpression.Create($"{Path.Combine(folder, "tasks.db")}"))
    : builder.AddConnectionString("tasksdb");
var bus = builder.AddServiceBusEmulator("bus").WithDataFolder(folder);

var worker = builder.AddProject<Projects.Orders_Worker>("worker").WithReference(bus).WithReference(store).WaitFor(bus).WithReplicas(2);
bus.WithQueuesOf(worker);

// The dashboard is open to the developer alone: the web front end has to know that this is Development.
builder.AddProject<Projects.Orders_Web>("web").WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName).WithReference(bus).WithReference(store).WaitFor(bus).WithHttpEndpoint().WithHttpHealthCheck("/health");

builder.Build().Run();
