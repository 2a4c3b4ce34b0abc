using NewsMonitor.Model;

namespace NewsMonitor.Server.Api.Security;

/// <summary>Which keys open a route. One that does not say is for administrators.</summary>
internal static class RouteAccess
{
    /// <summary>Keys of this scope, and those that include it.</summary>
    public static TBuilder Opens<TBuilder>(this TBuilder route, ApiScope scope)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RequiredScope(scope));

    /// <summary>The <c>{id}</c> of the route is that of a thing which is its subscriber's: to others it is not there.</summary>
    public static TBuilder Owned<TBuilder>(this TBuilder route, Owned kind)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new OwnedThing(kind));
}

internal sealed record RequiredScope(ApiScope Scope);

internal sealed record OwnedThing(Owned Kind)
{
    public const string RouteValue = "id";

    /// <summary>As answers name it.</summary>
    public string Name => Kind.ToString().ToLowerInvariant();
}
