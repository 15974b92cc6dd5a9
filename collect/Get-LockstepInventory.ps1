<#
.SYNOPSIS
Reads what this host knows about its part of an MFA Server estate and prints it as JSON for Lockstep.

.DESCRIPTION
Run it on each MFA Server, user portal, mobile app web service and AD FS node, and import the output into the estate.
It reads:
- the machine: Windows release, .NET Framework, Visual C++ runtimes, pending restart, domain membership, Azure VM
- MFA Server: install path and static replication port from the registry, version, AD sync, RADIUS and LDAP services
- IIS: virtual directories of the Web Service SDK, the user portal and the mobile app web service
- of a web.config: the SDK address and USE_WEB_SERVICE_SDK, and nothing else
- AD FS: role of the node, kind of configuration database, federation service name, providers of the global policy,
  and whether claim rules name the adapter

It changes nothing: no file, no registry value, no service, no setting. It sends nothing. It prints no password, user
name, certificate or user data. It uses modules that Windows itself brings, and needs PowerShell 3.0 or later; on 2.0
it says so and stops. Run it elevated in 64-bit PowerShell: without that, IIS and AD FS tell nothing.

What it could not read stands in "notes" of the output. What nobody can read from a host, such as the role in the
replication group, the pools and the replication group's name, is left for a person to enter.

NOT TESTED ON WINDOWS. This script was written where no Windows host, no PowerShell and no MFA Server were at hand. It
was checked with a PowerShell grammar, against a list of read-only commands, and against the format that import
accepts. Not confirmed by any run:
- that MFA Servers keep InstallPath below the registry key that AD FS adapter hosts use (a document says so only for
  the latter)
- the exact names of the RADIUS and LDAP services (only that they begin with MultiFactorAuthRadius and
  MultiFactorAuthLdap) and of the products in the list of installed programs
- which AD FS commands answer on a WID secondary; farm facts are expected from the primary
- PowerShell 3.0 and 4.0, and Windows Server 2008 to 2025, each as a whole
Look at the output before you import it: the import shows every difference before it stores anything.

.PARAMETER SkipClaimRules
Leaves out the search of claim rules for the adapter's name, which can take minutes in farms with many relying parties.

.EXAMPLE
.\Get-LockstepInventory.ps1 > MFA01.json
Prints the facts of this host into a file. Import accepts the encoding that PowerShell writes.

.NOTES
Exit codes: 0 printed, 2 cannot run here (PowerShell older than 3.0, or 32-bit PowerShell on 64-bit Windows).
#>
[CmdletBinding()]
param(
    [switch] $SkipClaimRules
)

# Nothing above or below this check may use syntax newer than 2.0, or 2.0 would show a parser error instead.
if ($PSVersionTable.PSVersion.Major -lt 3) {
    [Console]::Error.WriteLine('Get-LockstepInventory needs PowerShell 3.0 or later; this is ' + $PSVersionTable.PSVersion + '.')
    [Console]::Error.WriteLine('Install Windows Management Framework 3.0 or later, or enter the facts of this host by hand.')
    exit 2
}
if ([Environment]::Is64BitOperatingSystem -and -not [Environment]::Is64BitProcess) {
    [Console]::Error.WriteLine('This is 32-bit PowerShell on 64-bit Windows, which sees another registry. Start the 64-bit one.')
    exit 2
}

$collectorVersion = '1.0'
$script:notes = @()
$phoneFactorKey = 'HKLM:\SOFTWARE\Wow6432Node\Positive Networks\PhoneFactor'

function Add-Note([string] $Text) {
    $script:notes += $Text
}

# Only what was found becomes a fact: an empty value is left out.
function Add-Fact($Facts, [string] $Name, $Value) {
    if ($null -ne $Value -and "$Value" -ne '') {
        $Facts[$Name] = $Value
    }
}

function Read-RegistryValue([string] $Path, [string] $Name) {
    try {
        $item = Get-ItemProperty -LiteralPath $Path -ErrorAction Stop
    }
    catch {
        return $null
    }
    $property = $item.PSObject.Properties[$Name]
    if ($property) {
        return $property.Value
    }
    return $null
}

# The first 2 to 4 numbers of a version text: '7.3.0.3' of '7.3.0.3 (build)', nothing of '7'.
function Read-VersionText([string] $Text) {
    if ($Text -match '^\s*v?(\d{1,9}(\.\d{1,9}){1,3})') {
        return $Matches[1]
    }
    return $null
}

# Programs as Windows lists them, in both registry views.
function Get-InstalledProgram {
    $keys = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall', 'HKLM:\SOFTWARE\Wow6432Node\Microsoft\Windows\CurrentVersion\Uninstall'
    foreach ($key in $keys) {
        if (Test-Path -LiteralPath $key) {
            foreach ($entry in (Get-ChildItem -LiteralPath $key -ErrorAction SilentlyContinue)) {
                $name = $entry.GetValue('DisplayName')
                if ($name -match 'Multi-?Factor Auth|PhoneFactor') {
                    @{ Name = "$name"; Version = "$($entry.GetValue('DisplayVersion'))" }
                }
            }
        }
    }
}

function Get-ProgramVersion($Programs, [string] $Pattern) {
    foreach ($program in $Programs) {
        if ($program.Name -match $Pattern) {
            return Read-VersionText $program.Version
        }
    }
    return $null
}

function Get-WindowsRelease($System) {
    if ($System.ProductType -eq 1) {
        return 'other'
    }
    $build = [int] $System.BuildNumber
    if ($System.Version -match '^6\.0\.') { return '2008' }
    if ($System.Version -match '^6\.1\.') { return '2008R2' }
    if ($System.Version -match '^6\.2\.') { return '2012' }
    if ($System.Version -match '^6\.3\.') { return '2012R2' }
    if ($build -eq 14393) { return '2016' }
    if ($build -eq 17763) { return '2019' }
    if ($build -eq 20348) { return '2022' }
    if ($build -eq 26100) { return '2025' }
    return 'other'
}

# Visual C++ 2015 and later share one key for each architecture.
function Get-RuntimeVersion([string] $Architecture) {
    $keys = "HKLM:\SOFTWARE\Wow6432Node\Microsoft\VisualStudio\14.0\VC\Runtimes\$Architecture", "HKLM:\SOFTWARE\Microsoft\VisualStudio\14.0\VC\Runtimes\$Architecture"
    foreach ($key in $keys) {
        if ((Read-RegistryValue $key 'Installed') -eq 1) {
            $parts = (Read-RegistryValue $key 'Major'), (Read-RegistryValue $key 'Minor'), (Read-RegistryValue $key 'Bld')
            $found = Read-VersionText ($parts -join '.')
            if ($found) { return $found }
            return 'unknown'
        }
    }
    return 'missing'
}

function Get-RestartPending {
    if (Test-Path -LiteralPath 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending') { return 'yes' }
    if (Test-Path -LiteralPath 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired') { return 'yes' }
    if (Read-RegistryValue 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager' 'PendingFileRenameOperations') { return 'yes' }
    return 'no'
}

function Get-HostFact($System, $Computer) {
    $facts = @{}
    Add-Fact $facts 'os' (Get-WindowsRelease $System)
    Add-Fact $facts 'dotnetRelease' (Read-RegistryValue 'HKLM:\SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full' 'Release')
    Add-Fact $facts 'vcRedistX86' (Get-RuntimeVersion 'X86')
    Add-Fact $facts 'vcRedistX64' (Get-RuntimeVersion 'X64')
    Add-Fact $facts 'rebootPending' (Get-RestartPending)
    # Every Azure virtual machine carries this asset tag in its firmware.
    $enclosure = Get-CimInstance -ClassName Win32_SystemEnclosure -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($enclosure) {
        $facts['azureVm'] = ("$($enclosure.SMBIOSAssetTag)" -eq '7783-7084-3265-9085-8269-3286-77')
    }
    if ($Computer.PartOfDomain) { $facts['domainJoined'] = 'yes' } else { $facts['domainJoined'] = 'no' }
    return $facts
}

# Version of the program that a Windows service runs.
function Get-ServiceVersion([string] $Name) {
    $service = Get-CimInstance -ClassName Win32_Service -Filter "Name='$Name'" -ErrorAction SilentlyContinue
    if ($service -and "$($service.PathName)" -match '^\s*"?([^"]+?\.exe)') {
        $file = Get-Item -LiteralPath $Matches[1] -ErrorAction SilentlyContinue
        if ($file) {
            return Read-VersionText $file.VersionInfo.ProductVersion
        }
    }
    return $null
}

function Get-ServerFact($Programs) {
    $service = Get-Service -Name 'MultiFactorAuth' -ErrorAction SilentlyContinue
    $agent = Get-ProgramVersion $Programs 'PhoneFactor Agent'
    if (-not $service -and -not $agent) {
        return $null
    }
    $facts = @{}
    if ($service) {
        $facts['product'] = 'mfa-server'
        $found = Get-ServiceVersion 'MultiFactorAuth'
        if (-not $found) { $found = Get-ProgramVersion $Programs 'Multi-?Factor Authentication Server' }
    }
    else {
        $facts['product'] = 'phonefactor-agent'
        $found = $agent
    }
    Add-Fact $facts 'version' $found
    if (-not $found) { Add-Note 'The version of the MFA Server was not found; its console shows it.' }

    $path = "$(Read-RegistryValue $phoneFactorKey 'InstallPath')"
    if ($path.Length -gt 3) { $path = $path.TrimEnd('\') }
    Add-Fact $facts 'installPath' $path
    if (-not $path) { Add-Note 'The registry has no InstallPath below Positive Networks\PhoneFactor.' }

    $port = Read-RegistryValue $phoneFactorKey 'Pfsvc_ncan_ip_tcp_port'
    if ($port -ge 1024 -and $port -le 65535) { Add-Fact $facts 'staticRpcPort' $port }
    elseif ($port) { Add-Note "The static replication port in the registry is $port, outside 1024 to 65535." }

    $sync = Get-Service -Name 'MultiFactorAuthAdSync' -ErrorAction SilentlyContinue
    if ($sync) {
        if ("$($sync.Status)" -eq 'Running') { $facts['adSync'] = 'yes' } else { $facts['adSync'] = 'no' }
    }
    $features = @()
    foreach ($running in (Get-Service -Name 'MultiFactorAuthRadius*', 'MultiFactorAuthLdap*' -ErrorAction SilentlyContinue)) {
        if ("$($running.Status)" -eq 'Running') {
            if ($running.Name -like 'MultiFactorAuthRadius*') { $features += 'radius' } else { $features += 'ldap' }
        }
    }
    if ($features.Count -gt 0) { $facts['authFeatures'] = @($features | Select-Object -Unique) }
    Add-Note 'Role, replication group and pools cannot be read on a host; its console shows whether it is the primary.'
    return $facts
}

# Virtual directories of all IIS sites: name without the site, folder on disk.
function Get-WebFolder {
    $appcmd = Join-Path $env:windir 'System32\inetsrv\appcmd.exe'
    if (Test-Path -LiteralPath $appcmd) {
        $list = New-Object System.Xml.XmlDocument
        $list.XmlResolver = $null
        $list.LoadXml((& $appcmd list vdir /xml) -join "`n")
        $nodes = $list.SelectNodes('//VDIR')
        # Without rights appcmd prints an error instead of a list, and an empty list would read as "nothing there".
        if ($nodes.Count -eq 0) { throw 'appcmd listed no virtual directory.' }
        foreach ($node in $nodes) {
            $name = $node.GetAttribute('VDIR.NAME')
            $slash = $name.IndexOf('/')
            if ($slash -ge 0) {
                @{ Name = $name.Substring($slash).Trim('/'); Folder = [Environment]::ExpandEnvironmentVariables($node.GetAttribute('physicalPath')) }
            }
        }
        return
    }
    Import-Module WebAdministration -ErrorAction Stop
    foreach ($application in @(Get-WebApplication -ErrorAction Stop) + @(Get-WebVirtualDirectory -ErrorAction Stop)) {
        @{ Name = "$($application.path)".Trim('/'); Folder = [Environment]::ExpandEnvironmentVariables("$($application.PhysicalPath)") }
    }
}

# Of a web.config two values and no more: the flag and the address of the SDK.
function Read-WebConfig([string] $Folder) {
    $path = Join-Path $Folder 'web.config'
    if (-not (Test-Path -LiteralPath $path)) {
        return $null
    }
    $config = New-Object System.Xml.XmlDocument
    $config.XmlResolver = $null
    try {
        $config.Load($path)
    }
    catch {
        Add-Note "The web.config in $Folder could not be read."
        return $null
    }
    $flag = $config.SelectSingleNode("//appSettings/add[@key='USE_WEB_SERVICE_SDK']/@value")
    $address = $config.SelectSingleNode("//applicationSettings//setting[contains(@name,'_pfwssdk_PfWsSdk')]")
    $result = @{ HasFlag = $false; Flag = $false; Setting = ''; Url = '' }
    if ($flag) {
        $result.HasFlag = $true
        $result.Flag = ($flag.Value.Trim() -eq 'true')
    }
    if ($address) {
        $result.Setting = $address.GetAttribute('name')
        $value = $address.SelectSingleNode('value')
        if ($value) { $result.Url = $value.InnerText.Trim() }
    }
    return $result
}

# Import takes https addresses only; the default of a fresh installation is http://localhost.
function Add-SdkAddress($Facts, [string] $Url, [string] $Owner) {
    if ($Url -match '^https://\S+$') { Add-Fact $Facts 'sdkUrl' $Url }
    elseif ($Url) { Add-Note "The SDK address of $Owner does not start with https:// and was left out." }
}

function Get-FolderVersion([string] $Folder) {
    $bin = Join-Path $Folder 'bin'
    if (Test-Path -LiteralPath $bin) {
        foreach ($file in (Get-ChildItem -LiteralPath $bin -Filter '*.dll' -ErrorAction SilentlyContinue)) {
            if ("$($file.VersionInfo.ProductName)" -match 'Multi-?Factor Auth|PhoneFactor') {
                return Read-VersionText $file.VersionInfo.FileVersion
            }
        }
    }
    return $null
}

function Get-ComponentVersion($Programs, [string] $Pattern, [string] $Folder) {
    $found = Get-ProgramVersion $Programs $Pattern
    if ($found) { return $found }
    return Get-FolderVersion $Folder
}

function Get-PortalFact($Web, $Config, $Programs) {
    $facts = @{}
    Add-Fact $facts 'version' (Get-ComponentVersion $Programs 'User Portal' $Web.Folder)
    Add-Fact $facts 'virtualDirectory' $Web.Name
    Add-Fact $facts 'physicalPath' $Web.Folder
    if ($Config -and $Config.HasFlag) { $facts['useWebServiceSdk'] = $Config.Flag }
    if ($Config -and $Config.Flag) { Add-SdkAddress $facts $Config.Url 'the user portal' }
    return $facts
}

function Get-MobileAppFact($Web, $Config, $Programs) {
    $facts = @{}
    Add-Fact $facts 'version' (Get-ComponentVersion $Programs 'Mobile App Web Service' $Web.Folder)
    Add-Fact $facts 'virtualDirectory' $Web.Name
    if ($Config) { Add-SdkAddress $facts $Config.Url 'the mobile app web service' }
    return $facts
}

function Get-SdkFact($Web, $Programs) {
    $facts = @{}
    Add-Fact $facts 'version' (Get-ComponentVersion $Programs 'Web Service SDK' $Web.Folder)
    Add-Fact $facts 'virtualDirectory' $Web.Name
    return $facts
}

# The three web components by what their folder holds, and by name where the folder does not tell.
function Get-WebFact($Programs) {
    $result = @{ Read = $true; Sdk = $null; Portal = $null; MobileApp = $null }
    if (-not (Get-Service -Name 'W3SVC' -ErrorAction SilentlyContinue)) {
        return $result
    }
    try {
        $folders = @(Get-WebFolder)
    }
    catch {
        Add-Note "IIS could not be read: $($_.Exception.Message)"
        $result.Read = $false
        return $result
    }
    foreach ($web in $folders) {
        if (-not $web.Name -or -not (Test-Path -LiteralPath $web.Folder)) { continue }
        if (Test-Path -LiteralPath (Join-Path $web.Folder 'PfWsSdk.asmx')) {
            if ($result.Sdk) { Add-Note "A second Web Service SDK in $($web.Name) was left out." } else { $result.Sdk = Get-SdkFact $web $Programs }
            continue
        }
        $config = Read-WebConfig $web.Folder
        $mobile = ($config -and $config.Setting -like 'pfMobile*') -or ('MultiFactorAuthMobileAppWebService', 'PhoneFactorPhoneAppWebService' -contains $web.Name)
        $portal = ($config -and ($config.HasFlag -or $config.Setting -like 'pfup*')) -or ('MultiFactorAuth', 'PhoneFactor' -contains $web.Name)
        if ($mobile) {
            if ($result.MobileApp) { Add-Note "A second mobile app web service in $($web.Name) was left out." } else { $result.MobileApp = Get-MobileAppFact $web $config $Programs }
        }
        elseif ($portal) {
            if ($result.Portal) { Add-Note "A second user portal in $($web.Name) was left out." } else { $result.Portal = Get-PortalFact $web $config $Programs }
        }
    }
    return $result
}

# The connection string itself never leaves this function.
function Get-ConfigStore {
    $service = Get-CimInstance -Namespace 'root/ADFS' -ClassName SecurityTokenService -ErrorAction Stop
    $connection = "$($service.ConfigurationDatabaseConnectionString)"
    if ($connection -match '##wid|##ssee') { return 'wid' }
    if ($connection) { return 'sql' }
    return 'unknown'
}

function Test-RuleText($Objects, [string] $Name) {
    foreach ($object in $Objects) {
        if ("$($object.AdditionalAuthenticationRules)$($object.IssuanceTransformRules)$($object.IssuanceAuthorizationRules)".IndexOf($Name, [StringComparison]::OrdinalIgnoreCase) -ge 0) {
            return $true
        }
    }
    return $false
}

# The adapter's own file says which SDK it was set up with; what is registered in the farm may differ.
function Add-AdapterAddress($Facts) {
    $path = "$(Read-RegistryValue $phoneFactorKey 'InstallPath')"
    if (-not $path) { return }
    $file = Join-Path $path 'MultiFactorAuthenticationAdfsAdapter.config'
    if (-not (Test-Path -LiteralPath $file)) { return }
    $config = New-Object System.Xml.XmlDocument
    $config.XmlResolver = $null
    $config.Load($file)
    $flag = $config.SelectSingleNode("//*[local-name()='UseWebServiceSdk']")
    $address = $config.SelectSingleNode("//*[local-name()='WebServiceSdkUrl']")
    if ($flag -and $address -and $flag.InnerText.Trim() -eq 'true') {
        Add-SdkAddress $Facts $address.InnerText.Trim() 'the AD FS adapter'
        Add-Note 'The SDK address of the AD FS adapter comes from its configuration file; the registered one may differ.'
    }
}

function Get-FarmFact($Programs) {
    $adapters = 'AzureMfaServerAuthentication', 'WindowsAzureMultiFactorAuthentication'
    $facts = @{}
    Add-Fact $facts 'adapterVersion' (Get-ProgramVersion $Programs 'AD FS Adapter')
    try {
        Add-Fact $facts 'configStore' (Get-ConfigStore)
    }
    catch {
        Add-Note "The kind of configuration database could not be read: $($_.Exception.Message)"
    }
    try {
        Add-AdapterAddress $facts
    }
    catch {
        Add-Note 'The configuration file of the AD FS adapter could not be read.'
    }
    try {
        Add-Fact $facts 'serviceName' "$((Get-AdfsProperties -ErrorAction Stop).HostName)"
        $registered = @(Get-AdfsAuthenticationProvider -ErrorAction Stop | ForEach-Object { "$($_.Name)" })
        $adapter = @($registered | Where-Object { $adapters -contains $_ }) | Select-Object -First 1
        Add-Fact $facts 'adapterName' $adapter
        if (-not $adapter) { Add-Note 'No MFA Server adapter is registered under a name known to this script.' }
        $policy = Get-AdfsGlobalAuthenticationPolicy -ErrorAction Stop
        $facts['otherProviders'] = @($policy.AdditionalAuthenticationProvider | ForEach-Object { "$_" } | Where-Object { $_ -and $adapters -notcontains $_ } | Select-Object -Unique)
        if ($adapter -and -not $SkipClaimRules) {
            $named = (Test-RuleText @(Get-AdfsAdditionalAuthenticationRule -ErrorAction Stop) $adapter) -or (Test-RuleText @(Get-AdfsRelyingPartyTrust -ErrorAction Stop) $adapter)
            if ($named) { $facts['rulesReferenceProvider'] = 'yes' } else { $facts['rulesReferenceProvider'] = 'no' }
        }
    }
    catch {
        Add-Note "Facts of the whole farm could not be read here; on a WID farm the primary tells them: $($_.Exception.Message)"
    }
    return $facts
}

function Get-AdfsFact($Programs) {
    if (-not (Get-Service -Name 'adfssrv' -ErrorAction SilentlyContinue)) {
        return $null
    }
    $farm = Get-FarmFact $Programs
    $node = @{}
    try {
        $role = "$((Get-AdfsSyncProperties -ErrorAction Stop).Role)"
        # A farm on SQL has no primary: there every node calls itself one.
        if ($farm['configStore'] -ne 'sql' -and $role) { $node['widPrimary'] = ($role -eq 'PrimaryComputer') }
    }
    catch {
        Add-Note "The role of this AD FS node could not be read: $($_.Exception.Message)"
    }
    return @{ farm = $farm; node = $node }
}

$identity = New-Object Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $identity.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    Add-Note 'Not run elevated: IIS and AD FS may have told nothing.'
}

$system = Get-CimInstance -ClassName Win32_OperatingSystem -ErrorAction Stop
$computer = Get-CimInstance -ClassName Win32_ComputerSystem -ErrorAction Stop
$programs = @(Get-InstalledProgram)
$name = "$($computer.DNSHostName)"
if (-not $name) { $name = $env:COMPUTERNAME }

$fragment = [ordered]@{
    format      = 'lockstep.fragment/1'
    collectedAt = (Get-Date).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [Globalization.CultureInfo]::InvariantCulture)
    collector   = "Get-LockstepInventory $collectorVersion"
    host        = $name
}
if ($computer.PartOfDomain) { $fragment['fullName'] = "$name.$($computer.Domain)" }
$fragment['hostFacts'] = Get-HostFact $system $computer

$absent = @()
$server = Get-ServerFact $programs
$web = Get-WebFact $programs
if ($server) {
    if ($web.Sdk) { $server['webServiceSdk'] = $web.Sdk } elseif ($web.Read) { $absent += 'webServiceSdk' }
    $fragment['mfaServer'] = $server
}
else {
    $absent += 'mfaServer'
    if ($web.Sdk) { Add-Note 'A Web Service SDK stands here without an MFA Server and was left out.' }
}
if ($web.Portal) { $fragment['userPortal'] = $web.Portal } elseif ($web.Read) { $absent += 'userPortal' }
if ($web.MobileApp) { $fragment['mobileAppWebService'] = $web.MobileApp } elseif ($web.Read) { $absent += 'mobileAppWebService' }
$adfs = Get-AdfsFact $programs
if ($adfs) { $fragment['adfs'] = $adfs } else { $absent += 'adfs' }
$fragment['absent'] = @($absent)
# Import refuses control characters and very long lines, which messages of Windows may hold.
$fragment['notes'] = @($script:notes | Select-Object -First 100 | ForEach-Object { $_ -replace '\s+', ' ' } | ForEach-Object { $_.Substring(0, [Math]::Min(1000, $_.Length)) })

ConvertTo-Json -InputObject $fragment -Depth 6
