"""Drives the rig from Python: a fresh Asterisk per scenario, phones, and AMI recordings. Used by ./traces."""
import os, subprocess, sys, time
from ami import Ami
from sip import Failed, Phone

HERE = os.path.dirname(os.path.abspath(__file__))
BASE = int(os.environ.get('RIG_PORT', 25000))  # AMI = BASE+38, SIP = BASE+60, ws = BASE+88, wss = BASE+89
scenarios = {}


def scenario(*options, **more):
    """Marks a scenario; options go to ./start. Its first docstring line goes to the index of the traces."""
    def mark(function):
        scenarios[function.__name__.replace('_', '-')] = function, options, more
        return function
    return mark


class Rig:
    def __init__(self, out, options=(), start=HERE + '/start'):
        self.out, self.options, self.script = out, [str(o) for o in options], start
        self.dir = os.environ.get('RIG_DIR', '/tmp/asterisk-rig') + '-traces-%d' % BASE
        self.amis, self.phones = [], []

    def start(self, *options):
        subprocess.run([self.script, '--dir', self.dir, '--ami-port', str(BASE + 38), '--sip-port', str(BASE + 60),
                        '--http-port', str(BASE + 88), '--hints', 'yes', '--qualify', '0', *self.options, *options], check=True, stdout=subprocess.DEVNULL)

    def stop(self, *options):
        subprocess.run([HERE + '/stop', '--dir', self.dir, *options], check=True, stdout=subprocess.DEVNULL)

    def custom(self, name, text):
        """Adds DIR/etc/NAME, e.g. extensions_custom.conf; call it before start()."""
        os.makedirs(self.dir + '/etc', exist_ok=True)
        with open(self.dir + '/etc/' + name, 'w') as f:
            f.write(text)

    def ami(self, name=None, user='admin', **more):
        ami = Ami(BASE + 38, user, record=name and os.path.join(self.out, name + '.ami'), **more)
        self.amis.append(ami)
        return ami

    def phone(self, ext, transport='udp', register=True, port=None, **more):
        port = port or BASE + {'udp': 60, 'tcp': 60, 'ws': 88, 'wss': 89}[transport]
        phone = Phone(str(ext), port=port, transport=transport, **more)
        self.phones.append(phone)
        if register:
            phone.register()
        return phone

    def close(self):
        for ami in self.amis:
            ami.close()
        for phone in self.phones:
            phone.vanish()
        self.amis, self.phones = [], []


def main(out, **rig_options):
    """Runs the scenarios named on the command line, or all."""
    names = sys.argv[1:] or list(scenarios)
    failed = []
    os.makedirs(out, exist_ok=True)
    for name in names:
        function, options, more = scenarios[name]
        rig = Rig(out, options, **rig_options)
        subprocess.run(['rm', '-rf', rig.dir])
        for file, text in more.items():
            rig.custom(file + '.conf', text)
        try:
            rig.start()
            function(rig, name)
            time.sleep(0.5)
            rig.close()
            sizes = sum(os.path.getsize(os.path.join(out, f)) for f in os.listdir(out)
                        if f in (name + '.ami', name + '-1.ami', name + '-2.ami'))
            print('%-36s %8d bytes' % (name, sizes), flush=True)
        except Exception as e:
            failed.append(name)
            print('%-36s FAILED %r, see %s-failed' % (name, e, rig.dir), flush=True)
            subprocess.run(['bash', '-c', 'rm -rf "$0-failed"; cp -r "$0" "$0-failed"', rig.dir])
            rig.close()
        finally:
            rig.stop()
    sys.exit('failed: ' + ', '.join(failed) if failed else 0)
