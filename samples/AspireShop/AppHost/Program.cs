var builder = DistributedApplication.CreateBuilder(args);
var folder = Path.Combine(builder.AppHostDirectory, builder.Configuration["DataFolder"] ?? ".emulator");

var store = builder.AddConnectionString("tasksdb", ReferenceExpression.Create($"{Path.Combine(folder, "tasks.db")}"));
var bus = builder.AddServiceBusEmulator("bus").WithDataFolder(folder);

var worker = builder.AddProject<Projects.Shop_Worker>("worker").WithReference(bus).WithReference(store).WaitFor(bus);
bus.WithQueuesOf(worker);

builder.AddProject<Projects.Shop_Front>("front").WithReference(bus).WithReference(store).WaitFor(bus).WithHttpEndpoint().WithHttpHealthCheck("/health");

builder.Build().Run();
