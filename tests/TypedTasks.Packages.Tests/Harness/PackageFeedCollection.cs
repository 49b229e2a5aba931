namespace TypedTasks.Packages.Tests.Harness;

/// <summary>All tests share one packing.</summary>
[CollectionDefinition(nameof(PackageFeed))]
public sealed class PackageFeedCollection : ICollectionFixture<PackageFeed>;
