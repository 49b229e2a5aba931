using System.Text.Json;
using TypedTasks.Flows;

namespace TypedTasks.Simulation.Tests;

/// <summary>Any plan as a signature: the simulator composes without types.</summary>
internal sealed class SimSignature(PlanNode node) : Signature<JsonElement>(node);
