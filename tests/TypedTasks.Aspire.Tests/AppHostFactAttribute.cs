using System.Runtime.InteropServices;

namespace TypedTasks.Aspire.Tests;

/// <summary>It starts an AppHost, which needs the orchestrator that its SDK brings for this system.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AppHostFactAttribute : FactAttribute
{
    public AppHostFactAttribute()
    {
        if (!Directory.Exists(Path.Combine(Repository.PackageCache, $"aspire.hosting.orchestration.{RuntimeInformation.RuntimeIdentifier}")))
            Skip = $"It starts an AppHost: the package Aspire.Hosting.Orchestration.{RuntimeInformation.RuntimeIdentifier} was not restored.";
    }
}
